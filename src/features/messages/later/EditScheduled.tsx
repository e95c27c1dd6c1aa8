import { usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { MessageField } from "../composer/MessageField";
import { useMessageDraft } from "../composer/useMessageDraft";
import { fromWire, toWire } from "../mentions";
import { TimeChoice } from "./TimeChoice";
import { sendTimes } from "./times";
import { useReader, useScheduledActions, type Scheduled } from "./useScheduling";

type Props = { message: Scheduled; onClose: () => void };

/** Another text or another time for a message that waits. What was typed is a draft until it is saved. */
export function EditScheduled({ message, onClose }: Props) {
  const now = useNow();
  const people = usePeople();
  const reader = useReader(message.channelId);
  const { change } = useScheduledActions();
  const draft = useMessageDraft(
    `scheduled:${message._id}`,
    fromWire(message.text, (id) => people.get(id)?.name),
  );
  const text = toWire(draft.value).trim();
  const changes = text === message.text ? {} : { text };
  async function save(more: { sendAt?: number }) {
    if (await reportRefusal(change(message._id, { ...changes, ...more }))) {
      draft.drop();
      onClose();
    }
  }
  return (
    <Dialog title={texts.later.editScheduled} width="medium" onClose={onClose}>
      <div className="rounded-control border border-control-line px-3 py-2">
        <MessageField
          label={texts.messages.message}
          field={draft}
          channelId={message.channelId}
          focusesOnMount
          onSubmit={() => void save({})}
        />
      </div>
      <DialogActions>
        <Button onClick={() => void save({})}>{texts.later.keepTime}</Button>
      </DialogActions>
      <h3 className="mt-3 mb-1 text-small font-medium">{texts.later.newTime}</h3>
      <TimeChoice
        presets={sendTimes(now, reader?.timeZone)}
        readerName={reader?.name}
        initial={message.sendAt}
        doLabel={texts.later.schedule}
        onPick={(sendAt) => void save({ sendAt })}
      />
    </Dialog>
  );
}
