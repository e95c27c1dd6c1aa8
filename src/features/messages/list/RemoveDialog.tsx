import { usePerson } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import type { FeedMessage } from "../feed";

export type Removal = { message: FeedMessage; confirm: () => void; cancel: () => void };

/** Asks before an admin deletes what somebody else wrote. */
export default function RemoveDialog({ message, confirm, cancel }: Removal) {
  const { name } = usePerson(message.authorId);
  return (
    <Dialog title={texts.messages.removeQuestion(name)} onClose={cancel}>
      <blockquote
        dir="auto"
        className="line-clamp-4 border-l-2 pl-3 [overflow-wrap:anywhere] text-text-muted"
      >
        {message.text}
      </blockquote>
      <DialogActions>
        <Button onClick={cancel}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={confirm}>
          {texts.messages.deleteMessage}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
