import { useSignOut } from "@/platform/auth/signOut";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";

/** Asks before unsent text is removed from this browser. */
export default function SignOutDialog({ onClose }: { onClose: () => void }) {
  const signOut = useSignOut();
  return (
    <Dialog title={texts.shell.signOutQuestion} onClose={onClose}>
      <p className="text-text-muted">{texts.shell.draftsWillGo}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={() => void reportRefusal(signOut())}>
          {texts.ui.signOut}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
