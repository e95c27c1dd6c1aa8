import { normalChannelName } from "@convex/shared/chat/channelNames";
import { LIMITS } from "@convex/shared/limits";
import { Hash, Lock } from "lucide-react";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { TextAreaField, TextField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import type { ChannelId } from "./channel";
import { useChannelActions } from "./useChannelActions";
import { useNewChannel } from "./useNewChannel";
import { focusOnMount } from "@/lib/focusOnMount";
import { Icon } from "@/ui/Icon";

type Props = { onClose: () => void; onCreated: (channelId: ChannelId) => void };

const kinds = () =>
  [
    { value: "public", label: texts.channels.kinds.public, leading: <Icon of={Hash} size={14} /> },
    { value: "private", label: texts.channels.kinds.private, leading: <Icon of={Lock} size={14} /> },
  ] as const;

/** A new channel. Closing keeps what was typed for the next time. */
export function CreateChannelDialog({ onClose, onCreated }: Props) {
  const { create } = useChannelActions();
  const { fields, isTyped, change, drop } = useNewChannel();
  const { name, kind, description } = fields;
  const { error, clearError, isBusy, handleSubmit } = useSubmit(async () => {
    const channelId = await create({ name, isPrivate: kind === "private", description });
    drop();
    onCreated(channelId);
  });
  const finalName = normalChannelName(name);

  function discard() {
    drop();
    onClose();
  }

  return (
    <Dialog title={texts.commands.labels.createChannel} onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label={texts.channels.name}
          value={name}
          ref={focusOnMount}
          required
          maxLength={LIMITS.channelName}
          autoComplete="off"
          error={error}
          hint={
            finalName && finalName !== name ? texts.channels.willBeCalled(finalName) : texts.channels.nameHint
          }
          onChange={(event) => {
            change({ name: event.target.value });
            clearError();
          }}
        />
        <TextAreaField
          label={texts.channels.about}
          isOptional
          value={description}
          maxLength={LIMITS.channelDescription}
          onChange={(event) => change({ description: event.target.value })}
        />
        <div className="grid justify-items-start gap-1.5">
          <Segmented
            label={texts.channels.whoCanSee}
            value={kind}
            options={kinds()}
            onChange={(next) => change({ kind: next })}
          />
          <p className="text-meta text-text-muted">{texts.channels.kindMeanings[kind]}</p>
        </div>
        <DialogActions>
          <DiscardButton isTyped={isTyped} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy || finalName === ""}>
            {texts.channels.createChannel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
