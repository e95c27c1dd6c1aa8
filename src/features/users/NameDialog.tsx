import { useDraft } from "./useDraft";
import { focusOnMount } from "@/lib/focusOnMount";
import { useSubmit } from "@/platform/auth/useSubmit";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { TextField } from "@/ui/form/Field";

type Props = {
  title: string;
  label: string;
  submit: string;
  maxLength: number;
  /** What it is called now; empty for what is new. */
  name?: string;
  /** Where what was typed is kept until it is saved or discarded. */
  draft: string;
  onSave: (name: string) => Promise<unknown>;
  onClose: () => void;
};

const readName = (stored: unknown): string | undefined => (typeof stored === "string" ? stored : undefined);

/** Asks for the name of a thing, and says what is wrong with it. Closing keeps what was typed. */
export function NameDialog({ title, label, submit, maxLength, name = "", draft, onSave, onClose }: Props) {
  const typed = useDraft<string | undefined>(draft, readName);
  const text = typed.draft ?? name;
  const { error, clearError, isBusy, handleSubmit } = useSubmit(async () => {
    if (text.trim() !== name) await onSave(text);
    discard();
  });

  function discard() {
    typed.dropDraft();
    onClose();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={handleSubmit}>
        <TextField
          label={label}
          value={text}
          ref={focusOnMount}
          required
          maxLength={maxLength}
          autoComplete="off"
          error={error}
          onChange={({ target }) => {
            typed.setDraft(target.value);
            clearError();
          }}
        />
        <DialogActions>
          <DiscardButton isTyped={typed.draft !== undefined} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy || text.trim() === ""}>
            {submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
