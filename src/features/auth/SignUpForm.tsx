import { authApi } from "@/platform/auth/api";
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
        label="Your name"
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        ref={focusOnMount}
      />
      <TextField label="Email" name="email" type="email" autoComplete="username" required />
      <PasswordField autoComplete="new-password" minLength={8} hint="At least 8 characters" />
      <FormError text={error} />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {isBusy ? "One moment…" : action}
      </Button>
    </form>
  );
}
