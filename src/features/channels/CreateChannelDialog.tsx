import { normalChannelName } from "@convex/shared/channelNames";
import { LIMITS } from "@convex/shared/limits";
import { Hash, Lock } from "lucide-react";
import { useState, type FormEvent } from "react";
import { errorCode, errorText } from "@/platform/errorText";
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

const KINDS = [
  { value: "public", label: "Public", leading: <Icon of={Hash} size={14} /> },
  { value: "private", label: "Private", leading: <Icon of={Lock} size={14} /> },
] as const;

/** A new channel. Closing keeps what was typed for the next time. */
export function CreateChannelDialog({ onClose, onCreated }: Props) {
  const { create } = useChannelActions();
  const { fields, isTyped, change, drop } = useNewChannel();
  const { name, kind, description } = fields;
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const finalName = normalChannelName(name);

  function discard() {
    drop();
    onClose();
  }

  async function submit() {
    setIsBusy(true);
    try {
      const channelId = await create({ name, isPrivate: kind === "private", description });
      drop();
      onCreated(channelId);
    } catch (failure) {
      setError(errorText(errorCode(failure)));
      setIsBusy(false);
    }
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isBusy) void submit();
  }

  return (
    <Dialog title="New channel" onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label="Name"
          value={name}
          ref={focusOnMount}
          required
          maxLength={LIMITS.channelName}
          autoComplete="off"
          error={error}
          hint={
            finalName && finalName !== name
              ? `It will be called #${finalName}`
              : "Short, like launch or design-review"
          }
          onChange={(event) => {
            change({ name: event.target.value });
            setError(undefined);
          }}
        />
        <TextAreaField
          label="What is it about?"
          isOptional
          value={description}
          maxLength={LIMITS.channelDescription}
          onChange={(event) => change({ description: event.target.value })}
        />
        <div className="grid justify-items-start gap-1.5">
          <Segmented
            label="Who can see it"
            value={kind}
            options={KINDS}
            onChange={(next) => change({ kind: next })}
          />
          <p className="text-meta text-text-muted">
            {kind === "public"
              ? "Everyone in the workspace can find and join it."
              : "Only people you add can see it."}
          </p>
        </div>
        <DialogActions>
          <DiscardButton isTyped={isTyped} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy || finalName === ""}>
            Create channel
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
