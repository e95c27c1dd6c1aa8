import { useState } from "react";
import { Link } from "react-router";
import { authApi } from "@/platform/auth/api";
import { useSubmit } from "@/platform/auth/useSubmit";
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
        title="Password changed"
        lead="You’re signed out on all devices. Sign in with your new password."
        foot={
          <Link to="/sign-in" className={LINK}>
            Sign in
          </Link>
        }
      />
    );
  }
  return (
    <AuthCard
      title="Choose a new password"
      foot={
        <Link to="/forgot-password" className={LINK}>
          Get a new link
        </Link>
      }
    >
      <form className="grid gap-4" onSubmit={handleSubmit} aria-label="New password">
        <PasswordField autoComplete="new-password" hint="At least 8 characters." minLength={8} />
        <FormError text={error} />
        <Button type="submit" look="primary" size="large" disabled={isBusy}>
          {isBusy ? "Saving…" : "Save password"}
        </Button>
      </form>
    </AuthCard>
  );
}
