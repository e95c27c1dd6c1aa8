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
        title="Look into your mail"
        lead="If somebody here has this address, a link for a new password is on its way to it. It works for an hour. Nothing came? Ask an admin of the workspace."
        foot={back}
      />
    );
  }
  return (
    <AuthCard title="Forgot your password?" lead="We mail you a link to choose a new one." foot={back}>
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label="Forgotten password">
        <EmailField />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? "Asking…" : "Mail me a link"}
        </Button>
      </form>
    </AuthCard>
  );
}
