import { useSignOut } from "@/platform/auth/signOut";
import { reportRefusal } from "@/platform/reportRefusal";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";

/** Asks before unsent text is removed from this browser. */
export default function SignOutDialog({ onClose }: { onClose: () => void }) {
  const signOut = useSignOut();
  return (
    <Dialog title="Sign out and delete drafts?" onClose={onClose}>
      <p className="text-text-muted">
        You have text that you haven’t sent or saved. It is kept in this browser only, and signing out deletes
        it.
      </p>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" onClick={() => void reportRefusal(signOut())}>
          Sign out
        </Button>
      </DialogActions>
    </Dialog>
  );
}
