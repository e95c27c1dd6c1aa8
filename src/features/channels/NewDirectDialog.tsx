import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { PersonPicker, usePeopleList } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { plural } from "@/lib/text";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import type { ChannelId } from "./channel";
import { useChannelActions } from "./useChannelActions";

type Props = { onClose: () => void; onOpened: (channelId: ChannelId) => void };

export function NewDirectDialog({ onClose, onOpened }: Props) {
  const people = usePeopleList();
  const { openDirect } = useChannelActions();
  const [chosen, setChosen] = useState<ReadonlySet<Id<"users">>>(new Set());

  function toggle(id: Id<"users">) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  async function open() {
    await reportRefusal(openDirect([...chosen]).then(onOpened));
  }

  const isTooMany = chosen.size > LIMITS.directMembers - 1;
  return (
    <Dialog title="New direct message" description="Choose who to write to." onClose={onClose}>
      <PersonPicker
        label="Search people"
        people={people}
        chosen={chosen}
        onToggle={(person) => toggle(person.id)}
      />
      <DialogActions>
        <span className="mr-auto text-small text-text-muted">
          {isTooMany
            ? `Up to ${LIMITS.directMembers - 1} people`
            : chosen.size > 0 && plural(chosen.size, "person", "people")}
        </span>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" disabled={chosen.size === 0 || isTooMany} onClick={() => void open()}>
          Open conversation
        </Button>
      </DialogActions>
    </Dialog>
  );
}
