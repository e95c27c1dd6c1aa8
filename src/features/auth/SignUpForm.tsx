import { authApi } from "@/platform/auth/api";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { PasswordField } from "./PasswordField";
import { useAuthForm } from "./useAuthForm";
import { focusOnMount } from "@/lib/focusOnMount";

type Props = { action: string; inviteToken?: string };

export function SignUpForm({ action, inviteToken }: Props) {
  const { error, isBusy, handleSubmit } = useAuthForm((field) =>
    authApi.signUp({
      name: field("name").trim(),
      email: field("email").trim(),
      password: field("password"),
      ...(inviteToken && { inviteToken }),
    }),
  );
  return (
    <form className="grid gap-4" onSubmit={handleSubmit} aria-label={action}>
      <TextField
        label={texts.users.yourName}
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        ref={focusOnMount}
      />
      <TextField label={texts.auth.email} name="email" type="email" autoComplete="username" required />
      <PasswordField autoComplete="new-password" minLength={8} hint={texts.auth.passwordHint} />
      <FormError text={error} />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {isBusy ? texts.ui.oneMoment : action}
      </Button>
    </form>
  );
}
