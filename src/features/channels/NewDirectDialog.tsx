import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { PersonPicker, usePeople } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import type { ChannelId } from "./channel";
import { useChannelActions } from "./useChannelActions";

type Props = { onClose: () => void; onOpened: (channelId: ChannelId) => void };

const MOST = LIMITS.directMembers - 1;

export function NewDirectDialog({ onClose, onOpened }: Props) {
  const people = usePeople();
  const { openDirect } = useChannelActions();
  const [chosen, setChosen] = useState<ReadonlySet<Id<"users">>>(new Set());
  const isTooMany = chosen.size > MOST;
  const names = [...chosen].map((id) => people.nameOf(id));

  function open() {
    if (chosen.size > 0 && !isTooMany) void reportRefusal(openDirect([...chosen]).then(onOpened));
  }

  return (
    <Dialog title={texts.commands.labels.newDirect} onClose={onClose}>
      <PersonPicker label={texts.users.searchPeople} chosen={chosen} onChange={setChosen} onDone={open} />
      <DialogActions>
        <span role="status" className="mr-auto min-w-0 truncate text-small text-text-muted" dir="auto">
          {isTooMany ? texts.channels.tooManyPeople(MOST) : texts.users.names(names)}
        </span>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={chosen.size === 0 || isTooMany} onClick={open}>
          {texts.channels.openConversation}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
