import { normalChannelName } from "@convex/shared/chat/channelNames";
import { LIMITS } from "@convex/shared/limits";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { focusOnMount } from "@/lib/focusOnMount";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { TextField } from "@/ui/form/Field";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import type { ChannelDetails } from "../useChannels";
import { useChannelContent, useDeleteChannel } from "./useChannelSettings";

type Props = { channel: ChannelDetails; onDeleted: () => void };

/** The way to the end of a channel, apart from all else that is decided of it. */
export function DeleteChannel({ channel, onDeleted }: Props) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section
      aria-label={texts.channelSettings.deleteChannel}
      className="grid justify-items-start gap-2 border-t pt-4"
    >
      <h3 className="text-small font-medium">{texts.channelSettings.deleteChannel}</h3>
      <p className="text-small text-text-muted">{texts.channelSettings.deleteHint}</p>
      <Button look="danger" onClick={() => setIsAsking(true)}>
        <Icon of={Trash2} size={14} />
        {texts.channelSettings.delete}
      </Button>
      {isAsking && (
        <DeleteDialog channel={channel} onDeleted={onDeleted} onClose={() => setIsAsking(false)} />
      )}
    </section>
  );
}

/** Names what is lost, and wants the name of the channel before it is. */
function DeleteDialog({ channel, onDeleted, onClose }: Props & { onClose: () => void }) {
  const remove = useDeleteChannel(channel._id);
  const [typed, setTyped] = useState("");
  // What is asked stays what was asked, also once it is done.
  const [{ name, kind }] = useState(channel);
  const isNamed = normalChannelName(typed) === name;

  const { error, clearError, isBusy, handleSubmit } = useSubmit(async () => {
    await remove(typed);
    toast.tell(texts.channelSettings.wasDeleted(name));
    onDeleted();
  });

  return (
    <Dialog title={texts.channelSettings.deleteTitle(name)} onClose={onClose}>
      <form className="grid gap-3" onSubmit={handleSubmit}>
        <p>{texts.channelSettings.deleteMeans}</p>
        <Losses channel={channel} isPublic={kind === "public"} />
        <TextField
          label={texts.channelSettings.typeName(name)}
          value={typed}
          ref={focusOnMount}
          maxLength={LIMITS.channelName + 1}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          error={error}
          onChange={({ target }) => {
            setTyped(target.value);
            clearError();
          }}
        />
        <DialogActions>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="danger" disabled={!isNamed || isBusy}>
            {texts.channelSettings.deleteNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function Losses({ channel, isPublic }: { channel: ChannelDetails; isPublic: boolean }) {
  const content = useChannelContent(channel._id);
  if (!content) return <LoadingLines label={texts.channelSettings.loadingContent} />;
  const { messages, files, notes, tasks } = content;
  const most = LIMITS.deletionCounted;
  return (
    <ul className="ml-4 grid list-disc gap-1 text-text-muted">
      <li>{texts.channelSettings.lostMessages(messages)}</li>
      {files > 0 && <li>{texts.channelSettings.lostFiles(files, most)}</li>}
      {notes > 0 && <li>{texts.channelSettings.lostNotes(notes, most)}</li>}
      <li>{texts.channelSettings.lostRest}</li>
      {tasks > 0 && (
        <li className={isPublic ? "text-text" : undefined}>
          {isPublic ? texts.channelSettings.tasksStay(tasks) : texts.channelSettings.lostTasks(tasks)}
        </li>
      )}
    </ul>
  );
}
