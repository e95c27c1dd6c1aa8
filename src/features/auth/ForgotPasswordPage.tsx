import { useState } from "react";
import { Link } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { EmailField } from "./EmailField";

const back = (
  <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
    Back to sign in
  </Link>
);

export function ForgotPasswordPage() {
  const [isAsked, setIsAsked] = useState(false);
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    await authApi.requestPasswordReset(field("email").trim());
    setIsAsked(true);
  });
  if (isAsked) {
    return (
      <AuthCard
        title="Check your email"
        lead="If this address has an account, we’ve sent it a link to choose a new password. The link works for an hour. Didn’t get it? Ask a workspace admin."
        foot={back}
      />
    );
  }
  return (
    <AuthCard title="Forgot your password?" lead="We’ll email you a link to choose a new one." foot={back}>
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label="Forgotten password">
        <EmailField />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? "Sending…" : "Email me a link"}
        </Button>
      </form>
    </AuthCard>
  );
}
