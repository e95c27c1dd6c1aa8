import { LIMITS } from "@convex/shared/limits";
import type { FormEvent } from "react";
import { useDraft } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextAreaField, TextField } from "@/ui/form/Field";
import { useChannelActions } from "../useChannelActions";
import type { ChannelDetails } from "../useChannels";

type Fields = { name: string; description: string };

function readFields(stored: unknown, saved: Fields): Fields {
  const { name, description } = (stored ?? {}) as Partial<Fields>;
  return typeof name === "string" && typeof description === "string" ? { name, description } : saved;
}

/** Name (for those who manage the channel) and description (for its members). Mount with `key={channel._id}`. */
export function ChannelFields({ channel }: { channel: ChannelDetails }) {
  const { rename, describe } = useChannelActions();
  const { draft, setDraft, dropDraft } = useDraft(`channel:${channel._id}`, (stored) =>
    readFields(stored, channel),
  );
  const { name, description } = draft;
  const canRename = channel.canManage && channel.isMember && !channel.isDefault;
  const isChanged = name.trim() !== channel.name || description.trim() !== channel.description;

  async function save() {
    if (canRename && name.trim() !== channel.name && !(await reportRefusal(rename(channel._id, name))))
      return;
    const isDescribed =
      description.trim() === channel.description || (await reportRefusal(describe(channel._id, description)));
    if (isDescribed) dropDraft();
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    void save();
  }

  if (!channel.isMember) {
    return channel.description ? <p className="border-b p-4 text-text-muted">{channel.description}</p> : null;
  }
  return (
    <form className="grid gap-4 border-b p-4" onSubmit={handleSubmit} aria-label={texts.shell.panes.details}>
      {canRename && (
        <TextField
          label={texts.channels.name}
          value={name}
          required
          maxLength={LIMITS.channelName}
          onChange={(event) => setDraft({ name: event.target.value, description })}
        />
      )}
      <TextAreaField
        label={texts.channels.description}
        value={description}
        maxLength={LIMITS.channelDescription}
        placeholder={texts.channels.aboutHint}
        onChange={(event) => setDraft({ name, description: event.target.value })}
      />
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" look="primary" size="small">
            {texts.ui.save}
          </Button>
          <Button look="ghost" size="small" onClick={dropDraft}>
            {texts.ui.cancel}
          </Button>
        </div>
      )}
    </form>
  );
}
