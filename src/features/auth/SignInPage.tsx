import { Link, Navigate, useSearchParams } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useEndedBecause } from "@/platform/auth/useEmbeddedAuth";
import { errorText } from "@/platform/errorText";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { EmailField } from "./EmailField";
import { PasswordField } from "./PasswordField";
import { useAuthForm } from "./useAuthForm";
import { useAuthStatus } from "./useAuthStatus";

export function SignInPage() {
  const status = useAuthStatus();
  const endedBecause = useEndedBecause();
  const [params] = useSearchParams();
  const { error, isBusy, handleSubmit } = useAuthForm((field) =>
    authApi.signIn(field("email").trim(), field("password")),
  );
  if (status?.needsFirstUser) return <Navigate to="/sign-up" replace />;
  return (
    <AuthCard
      title="Sign in to Tandem"
      foot={
        status?.openSignUp ? (
          <>
            New here?{" "}
            <Link to={`/sign-up?${params}`} className="font-medium text-accent-text hover:underline">
              Create an account
            </Link>
          </>
        ) : (
          "No account? Ask a workspace admin for an invite link."
        )
      }
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label="Sign in">
        <EmailField />
        <PasswordField autoComplete="current-password" />
        <Link
          to="/forgot-password"
          className="justify-self-start text-small font-medium text-accent-text hover:underline"
        >
          Forgot your password?
        </Link>
        <FormError text={error ?? (endedBecause && errorText(endedBecause))} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? "Signing in…" : "Sign in"}
        </Button>
      </form>
    </AuthCard>
  );
}
