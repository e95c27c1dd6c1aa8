import { Link, Navigate, useSearchParams } from "react-router";
import { useWorkspace } from "@/features/workspace";
import { authApi } from "@/platform/auth/api";
import { useEndedBecause } from "@/platform/auth/useEmbeddedAuth";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { EmailField } from "./EmailField";
import { PasswordField } from "./PasswordField";
import { useAuthForm } from "./useAuthForm";
import { useAuthStatus } from "./useAuthStatus";

export function SignInPage() {
  const status = useAuthStatus();
  const workspace = useWorkspace();
  const endedBecause = useEndedBecause();
  const [params] = useSearchParams();
  const { error, isBusy, handleSubmit } = useAuthForm((field) =>
    authApi.signIn(field("email").trim(), field("password")),
  );
  if (status?.needsFirstUser) return <Navigate to="/sign-up" replace />;
  return (
    <AuthCard
      tab={texts.auth.signIn}
      title={workspace ? texts.auth.signInTo(workspace.name) : texts.auth.signIn}
      foot={
        status?.openSignUp
          ? texts.auth.newHere((text) => (
              <Link to={`/sign-up?${params}`} className="font-medium text-accent-text hover:underline">
                {text}
              </Link>
            ))
          : texts.auth.noAccount
      }
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label={texts.auth.signIn}>
        <EmailField />
        <PasswordField autoComplete="current-password" />
        <Link
          to="/forgot-password"
          className="finger relative justify-self-start text-small font-medium text-accent-text hover:underline"
        >
          {texts.auth.forgotYourPassword}
        </Link>
        <FormError text={error ?? (endedBecause && errorText(endedBecause))} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? texts.auth.signingIn : texts.auth.signIn}
        </Button>
      </form>
    </AuthCard>
  );
}
