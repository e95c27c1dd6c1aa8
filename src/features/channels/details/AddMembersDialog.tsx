import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { PersonPicker, usePeopleCount } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import type { ChannelId } from "../channel";

type Props = {
  title: string;
  channelId: ChannelId;
  memberCount: number | undefined;
  onAdd: (userIds: Id<"users">[]) => Promise<void>;
  onClose: () => void;
};

export function AddMembersDialog({ title, channelId, memberCount, onAdd, onClose }: Props) {
  const everybody = usePeopleCount();
  const [chosen, setChosen] = useState<ReadonlySet<Id<"users">>>(new Set());
  return (
    <Dialog title={title} onClose={onClose}>
      {everybody !== undefined && everybody === memberCount ? (
        <p className="py-2 text-text-muted">{texts.channels.everyoneIsIn}</p>
      ) : (
        <PersonPicker
          label={texts.users.searchPeople}
          sought={{ channelId, isMember: false }}
          none={texts.users.typeForMore}
          chosen={chosen}
          onChange={setChosen}
          onDone={() => void onAdd([...chosen])}
        />
      )}
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={chosen.size === 0} onClick={() => void onAdd([...chosen])}>
          {texts.channels.addToChannel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
