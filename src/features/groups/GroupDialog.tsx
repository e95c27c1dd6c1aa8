import type { Id } from "@convex/_generated/dataModel";
import { PenLine, Trash2, UserPlus, X } from "lucide-react";
import { useState } from "react";
import { PresentAvatar } from "@/features/presence";
import {
  DeactivatedMark,
  openProfile,
  PersonPicker,
  useMyId,
  usePerson,
  usePeople,
  type Group,
} from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { GroupForm } from "./GroupForm";
import { useGroup, useGroupActions, useGroupMembers } from "./useGroup";

type Props = { groupId: Id<"groups">; onClose: () => void };
type Shown = "about" | "edit" | "add" | "delete";

/** A group: what it is called, who is in it, and for those who may, how it is changed. */
export function GroupDialog({ groupId, onClose }: Props) {
  const { group, isMine, canChange } = useGroup(groupId);
  const people = usePeople();
  const [shown, setShown] = useState<Shown>("about");
  const back = () => setShown("about");
  if (!group || group.isDeleted) {
    return (
      <Dialog title={`@${group?.handle ?? people.nameOf(groupId)}`} onClose={onClose}>
        {group === undefined ? (
          <LoadingLines label={texts.groups.loadingGroup} />
        ) : (
          <p className="text-text-muted">{texts.groups.isDeleted}</p>
        )}
      </Dialog>
    );
  }
  if (shown === "edit") return <GroupForm group={group} onClose={back} onDone={back} />;
  if (shown === "add") return <AddPeople group={group} onClose={back} />;
  if (shown === "delete") return <DeleteGroup group={group} onClose={back} onDeleted={onClose} />;
  return (
    <Dialog title={group.name} onClose={onClose}>
      <div className="grid gap-4">
        <p className="text-small text-text-muted">
          <span dir="auto" className="font-medium text-text">
            @{group.handle}
          </span>
          {" · "}
          {texts.groups.count(group.memberCount)}
          {isMine && ` · ${texts.groups.yours}`}
        </p>
        {canChange && (
          <div className="flex flex-wrap gap-2">
            <Button look="primary" onClick={() => setShown("add")}>
              <Icon of={UserPlus} size={14} />
              {texts.groups.addPeople}
            </Button>
            <Button onClick={() => setShown("edit")}>
              <Icon of={PenLine} size={14} />
              {texts.groups.change}
            </Button>
            <Button look="danger" onClick={() => setShown("delete")}>
              <Icon of={Trash2} size={14} />
              {texts.groups.delete}
            </Button>
          </div>
        )}
        <Members groupId={groupId} canChange={canChange} />
      </div>
    </Dialog>
  );
}

function Members({ groupId, canChange }: { groupId: Id<"groups">; canChange: boolean }) {
  const { members, loadMore } = useGroupMembers(groupId);
  const { takeOut } = useGroupActions();
  if (!members) return <LoadingLines label={texts.groups.loadingMembers} />;
  return (
    <section aria-label={texts.groups.members}>
      {members.length === 0 && <p className="text-text-muted">{texts.groups.nobody}</p>}
      <ul>
        {members.map((userId) => (
          <Member
            key={userId}
            id={userId}
            onOpen={() => openProfile(userId)}
            onRemove={canChange ? () => void reportRefusal(takeOut(groupId, userId)) : undefined}
          />
        ))}
      </ul>
      {loadMore && (
        <Button size="small" look="ghost" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </section>
  );
}

type MemberProps = { id: Id<"users">; onOpen: () => void; onRemove: (() => void) | undefined };

function Member({ id, onOpen, onRemove }: MemberProps) {
  const person = usePerson(id);
  const isMe = id === useMyId();
  return (
    <li className="group -mx-2 flex h-9 items-center gap-2 rounded-control px-2 hover:bg-bg-hover touch:h-11">
      <PresentAvatar id={id} name={person.name} picture={person.picture} size={24} />
      <button type="button" dir="auto" className="min-w-0 truncate hover:underline" onClick={onOpen}>
        {person.name}
      </button>
      {isMe && <span className="text-meta text-text-muted">{texts.users.you}</span>}
      <DeactivatedMark person={person} />
      <span className="flex-1" />
      {onRemove && (
        <IconButton
          label={isMe ? texts.groups.leave : texts.groups.removeMember(person.name)}
          isSmall
          className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 touch:opacity-100"
          onClick={onRemove}
        >
          <Icon of={X} size={14} />
        </IconButton>
      )}
    </li>
  );
}

function AddPeople({ group, onClose }: { group: Group; onClose: () => void }) {
  const { add } = useGroupActions();
  const [chosen, setChosen] = useState<ReadonlySet<Id<"users">>>(new Set());
  async function submit() {
    if (await reportRefusal(add(group._id, [...chosen]))) onClose();
  }
  return (
    <Dialog title={texts.groups.addPeople} onClose={onClose}>
      <PersonPicker
        label={texts.users.searchPeople}
        none={texts.users.typeForMore}
        chosen={chosen}
        onChange={setChosen}
        onDone={() => void submit()}
      />
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={chosen.size === 0} onClick={() => void submit()}>
          {texts.groups.add}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

type DeleteProps = { group: Group; onClose: () => void; onDeleted: () => void };

function DeleteGroup({ group, onClose, onDeleted }: DeleteProps) {
  const { remove } = useGroupActions();
  async function submit() {
    if (await reportRefusal(remove(group._id))) onDeleted();
  }
  return (
    <Dialog title={texts.groups.deleteTitle(group.handle)} onClose={onClose}>
      <p className="text-text-muted">{texts.groups.deleteMeans}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="danger" onClick={() => void submit()}>
          {texts.ui.delete}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
