import { useState } from "react";
import { Link } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { EmailField } from "./EmailField";
import { useAuthStatus } from "./useAuthStatus";

const back = (
  <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
    Back to sign in
  </Link>
);

export function ForgotPasswordPage() {
  const [isAsked, setIsAsked] = useState(false);
  const status = useAuthStatus();
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    await authApi.requestPasswordReset(field("email").trim());
    setIsAsked(true);
  });
  const canMail = status?.canMail !== false;
  if (isAsked) return canMail ? <CheckEmail /> : <AskAdmin />;
  return (
    <AuthCard
      title="Forgot your password?"
      lead={
        canMail
          ? "We’ll email you a link to choose a new one."
          : "This server can’t send email yet. An admin can give you a link to choose a new password."
      }
      foot={back}
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label="Forgotten password">
        <EmailField />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? "Sending…" : canMail ? "Email me a link" : "Ask for a link"}
        </Button>
      </form>
    </AuthCard>
  );
}

const CheckEmail = () => (
  <AuthCard
    title="Check your email"
    lead="If someone here uses this address, we’ve sent a link to choose a new password. It works for an hour. Nothing there? Ask a workspace admin."
    foot={back}
  />
);

const AskAdmin = () => (
  <AuthCard
    title="Ask an admin for your link"
    lead={
      <>
        If someone here uses this address, their link is now under Emails in the workspace menu, where an
        admin can open and copy it. It works for an hour. Are you the only admin? Run{" "}
        <code className="font-mono text-meta">npm run password-link -- you@example.com</code> on the server.
      </>
    }
    foot={back}
  />
);
