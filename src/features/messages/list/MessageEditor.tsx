import { useRef } from "react";
import { usePeople } from "@/features/users";
import { LIMITS } from "@convex/shared/limits";
import { returnFocus } from "@/lib/focus";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { MessageField } from "../composer/MessageField";
import { useMessageDraft } from "../composer/useMessageDraft";
import type { FeedMessage } from "../feed";
import { fromWire, toWire } from "../mentions";
import { editPlace } from "../messageMutations";
import type { MessageActions } from "./messageActions";

type Props = { message: FeedMessage; actions: MessageActions };

/** Changes a message in its place: Enter saves; Esc stops and keeps what was typed, Cancel discards it. */
export default function MessageEditor({ message, actions }: Props) {
  const people = usePeople();
  const root = useRef<HTMLDivElement>(null);
  const saved = fromWire(message.text, (id) => people.get(id)?.name);
  const draft = useMessageDraft(editPlace(message.id ?? message.key), saved);
  const { text } = draft.value;
  const isTooLong = text.length > LIMITS.messageText;
  const canSave = text.trim() !== "" && !isTooLong;

  function stop() {
    actions.stopEdit();
    returnFocus(root.current);
  }

  function discard() {
    draft.drop();
    stop();
  }

  function save() {
    if (!canSave) return;
    const next = toWire(draft.value).trim();
    discard();
    if (next !== message.text) actions.saveEdit(message, next);
  }

  return (
    <div ref={root} className="measure grid gap-2 py-1">
      <div className="flex rounded-control border border-control-line bg-bg-raised px-2.5 py-1.5 focus-within:border-accent-text">
        <MessageField
          label={texts.messages.editMessage}
          field={draft}
          channelId={message.channelId}
          focusesOnMount
          onSubmit={save}
          onOtherKey={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            event.stopPropagation();
            stop();
          }}
        />
      </div>
      <div className="flex items-center gap-2">
        <Button size="small" look="primary" onClick={save} disabled={!canSave}>
          {texts.ui.save}
        </Button>
        <Button size="small" look="ghost" onClick={discard}>
          {texts.ui.cancel}
        </Button>
        {isTooLong && (
          <span role="alert" className="tabular text-meta text-danger">
            {texts.ui.length(text.length, LIMITS.messageText)}
          </span>
        )}
      </div>
    </div>
  );
}
