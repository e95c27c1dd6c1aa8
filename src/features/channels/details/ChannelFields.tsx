import { LIMITS } from "@convex/shared/limits";
import type { FormEvent } from "react";
import { useDraft } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextAreaField, TextField } from "@/ui/form/Field";
import { useChannelActions } from "../useChannelActions";
import type { ChannelDetails } from "../useChannels";

type Fields = { name: string; topic: string; description: string };

/** What was typed, beside what is saved. */
function readFields(stored: unknown, saved: Fields): Fields {
  const { name, topic, description } = (stored ?? {}) as Partial<Fields>;
  const text = (typed: unknown, otherwise: string) => (typeof typed === "string" ? typed : otherwise);
  return {
    name: text(name, saved.name),
    topic: text(topic, saved.topic),
    description: text(description, saved.description),
  };
}

/** Name (for those who manage the channel), topic and description (for its members). */
export function ChannelFields({ channel }: { channel: ChannelDetails }) {
  const { rename, describe } = useChannelActions();
  const saved = { name: channel.name, topic: channel.topic ?? "", description: channel.description };
  const { draft, setDraft, dropDraft } = useDraft(`channel:${channel._id}`, (stored) =>
    readFields(stored, saved),
  );
  const { name, topic, description } = draft;
  const canRename = channel.canManage && channel.isMember && !channel.isDefault;
  const isRenamed = canRename && name.trim() !== saved.name;
  const isDescribed = topic.trim() !== saved.topic || description.trim() !== saved.description;

  async function save() {
    if (isRenamed && !(await reportRefusal(rename(channel._id, name)))) return;
    if (isDescribed && !(await reportRefusal(describe(channel._id, { topic, description })))) return;
    dropDraft();
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    void save();
  }

  if (!channel.isMember) {
    const said = [saved.topic, saved.description].filter((text) => text !== "");
    return (
      said.length > 0 && (
        <div className="grid gap-2 border-b p-4 text-text-muted [overflow-wrap:anywhere]">
          {said.map((text) => (
            <p key={text} dir="auto">
              {text}
            </p>
          ))}
        </div>
      )
    );
  }
  return (
    <form className="grid gap-4 border-b p-4" onSubmit={handleSubmit} aria-label={texts.shell.panes.details}>
      {canRename && (
        <TextField
          label={texts.channels.name}
          value={name}
          required
          maxLength={LIMITS.channelName}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
      )}
      <TextField
        label={texts.channelSettings.topic}
        value={topic}
        maxLength={LIMITS.channelTopic}
        placeholder={texts.channelSettings.topicHint}
        onChange={(event) => setDraft({ ...draft, topic: event.target.value })}
      />
      <TextAreaField
        label={texts.channels.description}
        value={description}
        maxLength={LIMITS.channelDescription}
        placeholder={texts.channels.aboutHint}
        onChange={(event) => setDraft({ ...draft, description: event.target.value })}
      />
      {(isRenamed || isDescribed) && (
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
