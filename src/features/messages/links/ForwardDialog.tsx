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
import { linkOf } from "./link";
import { quotesOf } from "./quote";
import { Quotes } from "./Quotes";
import { Readers } from "./Readers";
import { Targets } from "./Targets";
import { useForward, type ForwardTo } from "./useForward";

export type Forwarding = { messages: readonly FeedMessage[]; close: () => void };

/** Sends messages on to a channel or a person; whoever cannot read their channel gets their text only by choice. */
export default function ForwardDialog({ messages, close }: Forwarding) {
  const [to, setTo] = useState<ForwardTo>();
  const channels = useChannels();
  // Whether its channel is private must be known first.
  if (!channels) return null;
  return (
    <Dialog title={texts.messages.commands.forward} onClose={close}>
      {to ? (
        <Draft
          key={JSON.stringify(to)}
          messages={messages}
          to={to}
          channels={channels}
          onChange={() => setTo(undefined)}
          onDone={close}
        />
      ) : (
        <Targets label={texts.forwarding.to} channels={channels} onPick={setTo} />
      )}
    </Dialog>
  );
}

const readNote = (stored: unknown): string => (typeof stored === "string" ? stored : "");

type DraftProps = {
  messages: readonly FeedMessage[];
  to: ForwardTo;
  channels: readonly Channel[];
  onChange: () => void;
  onDone: () => void;
};

function Draft({ messages, to, channels, onChange, onDone }: DraftProps) {
  const people = usePeople();
  const forward = useForward();
  const source = channels.find(({ _id }) => _id === messages[0]?.channelId);
  const target = "channelId" in to ? channels.find(({ _id }) => _id === to.channelId) : undefined;
  // A channel that I am not in and can read is public.
  const isOpen = !source || source.kind === "public" || source._id === target?._id;
  const {
    draft: note,
    setDraft: setNote,
    dropDraft,
  } = useDraft(`forward:${messages.map(({ id }) => id).join(" ")}`, readNote);
  const [hasText, setHasText] = useState(isOpen);
  const [isChecked, setIsChecked] = useState(false);
  const title = target ? `#${target.name}` : people.nameOf("userId" in to ? to.userId : "");
  const what = hasText ? quotesOf(messages, people) : messages.map(linkOf).join("\n");
  const mustCheck = hasText && !isOpen;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const isSent = await reportRefusal(forward(to, note.trim() === "" ? what : `${note.trim()}\n\n${what}`));
    if (!isSent) return;
    dropDraft();
    toast.tell(texts.forwarding.done(title));
    onDone();
  }

  return (
    <form className="grid gap-3" onSubmit={(event) => void handleSubmit(event)}>
      <div className="flex items-center gap-2">
        <p dir="auto" className="min-w-0 flex-1 truncate font-medium">
          {title}
        </p>
        <Button size="small" onClick={onChange}>
          {texts.forwarding.elsewhere}
        </Button>
      </div>
      <Readers target={target} name={title} />
      <Quotes messages={messages} />
      <CheckField
        label={texts.forwarding.withText}
        {...(!isOpen && { hint: texts.forwarding.privately })}
        checked={hasText}
        onChange={setHasText}
      />
      {mustCheck && (
        <CheckField label={texts.forwarding.checked} checked={isChecked} onChange={setIsChecked} />
      )}
      <TextAreaField
        label={texts.forwarding.note}
        isOptional
        value={note}
        maxLength={LIMITS.messageText - what.length - 2}
        onChange={(event) => setNote(event.target.value)}
      />
      <DialogActions>
        <Button onClick={onDone}>{texts.ui.cancel}</Button>
        <Button type="submit" look="primary" disabled={mustCheck && !isChecked}>
          {texts.forwarding.now(messages.length)}
        </Button>
      </DialogActions>
    </form>
  );
}
