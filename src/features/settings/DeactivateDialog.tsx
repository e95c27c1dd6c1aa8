import type { Person } from "@/features/users";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { usePersonActions } from "./usePersonActions";

export function DeactivateDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { deactivate } = usePersonActions();
  return (
    <Dialog title={`Deactivate ${person.name}?`} onClose={onClose}>
      <ul className="grid list-disc gap-1 pl-5 text-text-muted">
        <li>They are out of the workspace at once, on every screen, and cannot sign in.</li>
        <li>They get no mail, and cannot be mentioned, assigned or written to.</li>
        <li>Their messages and tasks stay, with their name.</li>
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
