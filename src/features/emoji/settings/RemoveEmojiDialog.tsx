import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { useChangeEmoji, type ListedEmoji } from "./useEmojiSettings";

/** Says what becomes of where it is used, and that it can't be undone. */
export function RemoveEmojiDialog({ emoji, onClose }: { emoji: ListedEmoji; onClose: () => void }) {
  const { remove } = useChangeEmoji();
  const { name } = emoji;

  async function removeIt() {
    onClose();
    if (await remove(name)) toast.tell(texts.emoji.removed(name));
  }

  return (
    <Dialog title={texts.emoji.removeQuestion(name)} onClose={onClose}>
      <ul className="grid list-disc gap-1 pl-5 wrap-anywhere text-text-muted">
        <li>{texts.emoji.removedIsText(name)}</li>
        <li>{texts.emoji.removedIsFree}</li>
        <li>{texts.emoji.removedForGood}</li>
      </ul>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={() => void removeIt()}>
          {texts.emoji.removeIt}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
