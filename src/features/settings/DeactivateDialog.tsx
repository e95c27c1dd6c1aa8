import type { Person } from "@/features/users";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { usePersonActions } from "./usePersonActions";

export function DeactivateDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { deactivate } = usePersonActions();
  return (
    <Dialog title={`Deactivate ${person.name}?`} onClose={onClose}>
      <ul className="grid list-disc gap-1 pl-5 text-text-muted">
        <li>They’re signed out everywhere and can’t sign in.</li>
        <li>They get no email, and can’t be mentioned, assigned or messaged.</li>
        <li>Their messages and tasks stay, with their name on them.</li>
      </ul>
      <p className="mt-3 text-text-muted">You can reactivate them at any time.</p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            void deactivate(person);
          }}
        >
          Deactivate
        </Button>
      </DialogActions>
    </Dialog>
  );
}
