import type { Person } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { usePersonActions } from "./usePersonActions";

export function DeactivateDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { deactivate } = usePersonActions();
  return (
    <Dialog title={texts.settings.deactivateQuestion(person.name)} onClose={onClose}>
      <ul className="grid list-disc gap-1 pl-5 text-text-muted">
        <li>{texts.settings.deactivatedSignedOut}</li>
        <li>{texts.settings.deactivatedNoMail}</li>
        <li>{texts.settings.deactivatedKeeps}</li>
      </ul>
      <p className="mt-3 text-text-muted">{texts.settings.deactivatedBack}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            void deactivate(person);
          }}
        >
          {texts.settings.deactivate}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
