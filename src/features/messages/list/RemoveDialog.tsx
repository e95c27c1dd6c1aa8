import { usePeople } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import type { FeedMessage } from "../feed";
import { Quotes } from "../links/Quotes";

export type Removal = { messages: readonly FeedMessage[]; confirm: () => void; cancel: () => void };

/** Asks before an admin deletes what others wrote. */
export default function RemoveDialog({ messages, confirm, cancel }: Removal) {
  const people = usePeople();
  const title = texts.choosing.removeQuestion(
    [...new Set(messages.map(({ authorId }) => people.nameOf(authorId)))],
    messages.length,
  );
  return (
    <Dialog title={title} onClose={cancel}>
      <Quotes messages={messages} />
      <DialogActions>
        <Button onClick={cancel}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={confirm}>
          {texts.choosing.deleteMessages(messages.length)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
