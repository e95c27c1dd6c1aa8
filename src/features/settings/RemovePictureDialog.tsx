import type { Person } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { usePersonActions } from "./usePersonActions";

/** Asked before, since nobody can bring a picture back but its person. */
export function RemovePictureDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { removePicture } = usePersonActions();
  return (
    <Dialog title={texts.settings.removePictureQuestion(person.name)} onClose={onClose}>
      <p className="text-text-muted">{texts.settings.removePictureAbout}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button
          look="danger"
          onClick={() => {
            onClose();
            void removePicture(person);
          }}
        >
          {texts.settings.removeThePicture}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
