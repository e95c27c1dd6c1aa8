import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { NameDialog, useMe } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { CheckField, RadioFields } from "@/ui/form/Field";
import { DeleteChannel } from "./DeleteChannel";
import { useMemberCount, type ChannelDetails } from "../useChannels";
import { useChannelSettings, useChannelSize, type Posting } from "./useChannelSettings";

const POSTING: readonly Posting[] = ["everyone", "owners", "nobody"];

/** Whether somebody may delete a channel for good. */
export const mayDelete = ({ kind, isDefault }: ChannelDetails, isAdmin: boolean): boolean =>
  isAdmin && kind !== "direct" && !isDefault;

type Props = { channel: ChannelDetails; onDeleted: () => void };

/** What those who manage a channel decide about it; of a conversation, that it becomes one. */
export function SettingsView({ channel, onDeleted }: Props) {
  const isAdmin = useMe()?.role === "admin";
  if (channel.kind === "direct") return <ConversationSettings channel={channel} />;
  const isOpen = channel.isMember && channel.archivedAt === undefined;
  return (
    <div className="grid gap-5 p-4">
      {isOpen && (
        <>
          <Posting channel={channel} />
          <Calling channel={channel} />
          {!channel.isDefault && <Newcomers channel={channel} />}
          {!channel.isDefault && <Kind channel={channel} />}
        </>
      )}
      {mayDelete(channel, isAdmin) && <DeleteChannel channel={channel} onDeleted={onDeleted} />}
    </div>
  );
}

function Posting({ channel }: { channel: ChannelDetails }) {
  const { setPosting } = useChannelSettings(channel._id);
  return (
    <RadioFields
      label={texts.channelSettings.whoPosts}
      value={channel.posting ?? "everyone"}
      options={POSTING.map((value) => ({
        value,
        label: texts.channelSettings.posting[value],
        hint: texts.channelSettings.postingHints[value],
      }))}
      onChange={(posting) => void setPosting(posting)}
    />
  );
}

function Calling({ channel }: { channel: ChannelDetails }) {
  const { setCalling } = useChannelSettings(channel._id);
  return (
    <CheckField
      label={texts.channelSettings.ownersCall}
      hint={texts.channelSettings.ownersCallHint}
      checked={channel.calling === "owners"}
      onChange={(isOwners) => void setCalling(isOwners ? "owners" : "everyone")}
    />
  );
}

function Newcomers({ channel }: { channel: ChannelDetails }) {
  const { setForNewcomers } = useChannelSettings(channel._id);
  const isAdmin = useMe()?.role === "admin";
  if (!isAdmin || channel.kind !== "public") return null;
  return (
    <CheckField
      label={texts.channelSettings.forNewcomers}
      hint={texts.channelSettings.forNewcomersHint}
      checked={channel.isForNewcomers}
      onChange={(isOn) => void setForNewcomers(isOn)}
    />
  );
}

function Kind({ channel }: { channel: ChannelDetails }) {
  const [isAsking, setIsAsking] = useState(false);
  const isPublic = channel.kind === "public";
  return (
    <section aria-label={texts.channelSettings.whoSees} className="grid justify-items-start gap-2">
      <h3 className="text-small font-medium">{texts.channelSettings.whoSees}</h3>
      <p className="text-small text-text-muted">
        {isPublic ? texts.channels.kindMeanings.public : texts.channels.kindMeanings.private}
      </p>
      <Button onClick={() => setIsAsking(true)}>
        {isPublic ? texts.channelSettings.makePrivate : texts.channelSettings.makePublic}
      </Button>
      {isAsking && <ConvertDialog channel={channel} onClose={() => setIsAsking(false)} />}
    </section>
  );
}

/** Says who can read what from then on, before it is done. */
function ConvertDialog({ channel, onClose }: { channel: ChannelDetails; onClose: () => void }) {
  const { _id: channelId, name } = channel;
  const { convert } = useChannelSettings(channelId);
  const members = useMemberCount(channelId);
  const size = useChannelSize(channelId);
  // What is asked stays what was asked, also once it is done.
  const [isPublic] = useState(channel.kind === "public");
  async function handleConvert() {
    onClose();
    if (await convert(isPublic ? "private" : "public"))
      toast.tell(isPublic ? texts.channelSettings.madePrivate(name) : texts.channelSettings.madePublic(name));
  }
  return (
    <Dialog
      title={
        isPublic ? texts.channelSettings.makePrivateTitle(name) : texts.channelSettings.makePublicTitle(name)
      }
      onClose={onClose}
    >
      <p className="min-h-12 text-text-muted">
        {isPublic
          ? members !== undefined && texts.channelSettings.makePrivateMeans(members)
          : size && texts.channelSettings.makePublicMeans(size.messages, size.tasks)}
      </p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={!size || members === undefined} onClick={() => void handleConvert()}>
          {isPublic ? texts.channelSettings.makePrivateNow : texts.channelSettings.makePublicNow}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function ConversationSettings({ channel }: { channel: ChannelDetails }) {
  const { nameConversation } = useChannelSettings(channel._id);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <div className="grid justify-items-start gap-2 p-4">
      <p className="text-small text-text-muted">{texts.channelSettings.nameConversationHint}</p>
      <Button onClick={() => setIsAsking(true)}>{texts.channelSettings.nameConversation}</Button>
      {isAsking && (
        <NameDialog
          title={texts.channelSettings.nameConversationTitle}
          label={texts.channels.name}
          submit={texts.channelSettings.nameConversationNow}
          maxLength={LIMITS.channelName}
          draft={`conversation:${channel._id}`}
          onSave={nameConversation}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
