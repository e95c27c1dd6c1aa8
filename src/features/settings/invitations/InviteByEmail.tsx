import { useRef } from "react";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { toast } from "@/ui/floating/toast";

type Props = {
  label: string;
  hint?: string;
  /** Invites, and answers the sentence that says what became of it. */
  onInvite: (email: string) => Promise<string>;
};

export function InviteByEmail({ label, hint, onInvite }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { error, isBusy, handleSubmit } = useSubmit(async (field) => {
    const told = await onInvite(field("email").trim());
    form.current?.reset();
    toast.tell(told);
  });
  return (
    <form
      ref={form}
      aria-label={texts.settings.inviteByEmail}
      className="grid gap-1.5"
      onSubmit={handleSubmit}
    >
      <div className="flex items-end gap-2">
        <TextField label={label} name="email" type="email" required className="min-w-0 flex-1" />
        <Button type="submit" disabled={isBusy} className="!h-9 touch:!h-11">
          {texts.settings.send}
        </Button>
      </div>
      {hint && <p className="text-small text-text-muted">{hint}</p>}
      <FormError text={error} />
    </form>
  );
}
