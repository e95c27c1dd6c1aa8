import type { Id } from "@convex/_generated/dataModel";
import { useState } from "react";
import { PersonPicker, usePeopleList } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";

type Props = {
  title: string;
  memberIds: ReadonlySet<string>;
  onAdd: (userIds: Id<"users">[]) => Promise<void>;
  onClose: () => void;
};

export function AddMembersDialog({ title, memberIds, onAdd, onClose }: Props) {
  const people = usePeopleList().filter((person) => !memberIds.has(person.id));
  const [chosen, setChosen] = useState<ReadonlySet<Id<"users">>>(new Set());
  return (
    <Dialog title={title} onClose={onClose}>
      {people.length === 0 ? (
        <p className="py-2 text-text-muted">{texts.channels.everyoneIsIn}</p>
      ) : (
        <PersonPicker
          label={texts.users.searchPeople}
          people={people}
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
