import { useState } from "react";
import { Link } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { EmailField } from "./EmailField";
import { useAuthStatus } from "./useAuthStatus";

const Back = () => (
  <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
    {texts.auth.backToSignIn}
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
      title={texts.auth.forgotYourPassword}
      lead={canMail ? texts.auth.forgotLead : texts.auth.forgotLeadNoMail}
      foot={<Back />}
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label={texts.auth.forgottenPassword}>
        <EmailField />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? texts.ui.sending : canMail ? texts.auth.emailMeALink : texts.auth.askForALink}
        </Button>
      </form>
    </AuthCard>
  );
}

const CheckEmail = () => (
  <AuthCard title={texts.auth.checkYourEmail} lead={texts.auth.checkEmailLead} foot={<Back />} />
);

const AskAdmin = () => (
  <AuthCard
    title={texts.auth.askAdminTitle}
    lead={texts.auth.askAdminLead((text) => (
      <code className="font-mono text-meta">{text}</code>
    ))}
    foot={<Back />}
  />
);
