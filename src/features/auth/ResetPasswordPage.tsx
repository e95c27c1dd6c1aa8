import { useState } from "react";
import { Link } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { FormError } from "@/ui/form/FormError";
import { AuthCard } from "./AuthCard";
import { PasswordField } from "./PasswordField";

const LINK = "font-medium text-accent-text hover:underline";

/** Behind the link of a mail. Its token stands after the hash and leaves the address once it is read. */
export function ResetPasswordPage() {
  const [token] = useState(() => {
    const given = location.hash.slice(1);
    history.replaceState(history.state, "", location.pathname);
    return given;
  });
  const [isDone, setIsDone] = useState(false);
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    await authApi.resetPassword(token, field("password"));
    setIsDone(true);
  });
  if (isDone) {
    return (
      <AuthCard
        title={texts.auth.passwordChanged}
        lead={texts.auth.passwordChangedLead}
        foot={
          <Link to="/sign-in" className={LINK}>
            {texts.auth.signIn}
          </Link>
        }
      />
    );
  }
  return (
    <AuthCard
      title={texts.auth.chooseANewPassword}
      foot={
        <Link to="/forgot-password" className={LINK}>
          {texts.auth.getANewLink}
        </Link>
      }
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label={texts.auth.newPassword}>
        <PasswordField autoComplete="new-password" hint={texts.auth.passwordHint} minLength={8} />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? texts.ui.saving : texts.auth.savePassword}
        </Button>
      </form>
    </AuthCard>
  );
}
