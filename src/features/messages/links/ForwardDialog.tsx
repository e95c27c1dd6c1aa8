import { LIMITS } from "@convex/shared/limits";
import { useState, type FormEvent } from "react";
import { useChannels, type Channel } from "@/features/channels";
import { useDraft, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { CheckField, TextAreaField } from "@/ui/form/Field";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import type { FeedMessage } from "../feed";
import { fromWire } from "../mentions";
import { bylineOf, linkOf, quoteOf } from "./quote";
import { Readers } from "./Readers";
import { Targets } from "./Targets";
import { useForward, type ForwardTo } from "./useForward";

export type Forwarding = { message: FeedMessage; close: () => void };

/** What leaves room for the quote and its link. */
const LONGEST_NOTE = LIMITS.messageText - 4_000;

/** Sends a message on to a channel or a person; whoever cannot read its channel gets its text only by choice. */
export default function ForwardDialog({ message, close }: Forwarding) {
  const [to, setTo] = useState<ForwardTo>();
  const channels = useChannels();
  // Whether its channel is private must be known first.
  if (!channels) return null;
  return (
    <Dialog title={texts.messages.commands.forward} onClose={close}>
      {to ? (
        <Draft
          key={JSON.stringify(to)}
          message={message}
          to={to}
          channels={channels}
          onChange={() => setTo(undefined)}
          onDone={close}
        />
      ) : (
        <Targets label={texts.messages.forwardTo} channels={channels} onPick={setTo} />
      )}
    </Dialog>
  );
}

const readNote = (stored: unknown): string => (typeof stored === "string" ? stored : "");

type DraftProps = {
  message: FeedMessage;
  to: ForwardTo;
  channels: readonly Channel[];
  onChange: () => void;
  onDone: () => void;
};

function Draft({ message, to, channels, onChange, onDone }: DraftProps) {
  const people = usePeople();
  const forward = useForward();
  const source = channels.find(({ _id }) => _id === message.channelId);
  const target = "channelId" in to ? channels.find(({ _id }) => _id === to.channelId) : undefined;
  // A channel that I am not in and can read is public.
  const isOpen = !source || source.kind === "public" || source._id === target?._id;
  const { draft: note, setDraft: setNote, dropDraft } = useDraft(`forward:${message.id}`, readNote);
  const [hasText, setHasText] = useState(isOpen);
  const [isChecked, setIsChecked] = useState(false);
  const title = target ? `#${target.name}` : people.nameOf("userId" in to ? to.userId : "");
  const text = fromWire(message.text, (id) => people.get(id)?.name).text;
  const mustCheck = hasText && !isOpen;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const by = bylineOf(people.nameOf(message.authorId), message.at);
    const what = hasText ? quoteOf(message, text, by) : linkOf(message);
    const isSent = await reportRefusal(forward(to, note.trim() === "" ? what : `${note.trim()}\n\n${what}`));
    if (!isSent) return;
    dropDraft();
    toast.tell(texts.messages.forwarded(title));
    onDone();
  }

  return (
    <form className="grid gap-3" onSubmit={(event) => void handleSubmit(event)}>
      <div className="flex items-center gap-2">
        <p dir="auto" className="min-w-0 flex-1 truncate font-medium">
          {title}
        </p>
        <Button size="small" onClick={onChange}>
          {texts.messages.forwardElsewhere}
        </Button>
      </div>
      <Readers target={target} name={title} />
      <blockquote
        dir="auto"
        className="line-clamp-4 border-l-2 pl-3 [overflow-wrap:anywhere] text-text-muted"
      >
        {text}
      </blockquote>
      <CheckField
        label={texts.messages.forwardText}
        {...(!isOpen && { hint: texts.messages.forwardPrivately })}
        checked={hasText}
        onChange={setHasText}
      />
      {mustCheck && (
        <CheckField label={texts.messages.forwardChecked} checked={isChecked} onChange={setIsChecked} />
      )}
      <TextAreaField
        label={texts.messages.forwardNote}
        isOptional
        value={note}
        maxLength={LONGEST_NOTE}
        onChange={(event) => setNote(event.target.value)}
      />
      <DialogActions>
        <Button onClick={onDone}>{texts.ui.cancel}</Button>
        <Button type="submit" look="primary" disabled={mustCheck && !isChecked}>
          {texts.messages.forwardNow}
        </Button>
      </DialogActions>
    </form>
  );
}
