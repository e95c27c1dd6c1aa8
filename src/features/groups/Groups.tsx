import { Plus, Users } from "lucide-react";
import { useState } from "react";
import { openProfile, useGroups, useIsMine, type Group } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Icon } from "@/ui/Icon";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { LoadingLines } from "@/ui/Skeleton";
import { GroupForm } from "./GroupForm";

/** All groups of the workspace, and the way to a new one. */
export function Groups() {
  const [isNew, setIsNew] = useState(false);
  const groups = useGroups();
  const create = (
    <Button onClick={() => setIsNew(true)}>
      <Icon of={Plus} size={14} />
      {texts.groups.create}
    </Button>
  );
  return (
    <>
      {groups?.length === 0 ? (
        <Empty icon={Users} title={texts.groups.none} action={create}>
          {texts.groups.about}
        </Empty>
      ) : (
        <ScrollRegion label={texts.groups.groups}>
          <div className="mx-auto grid max-w-180 gap-3 p-4">
            <div className="flex items-center justify-between gap-4">
              <p className="text-small text-text-muted">{texts.groups.about}</p>
              {create}
            </div>
            {groups ? <List groups={groups} /> : <LoadingLines label={texts.groups.loading} />}
          </div>
        </ScrollRegion>
      )}
      {isNew && (
        <GroupForm
          onClose={() => setIsNew(false)}
          onDone={(groupId) => {
            setIsNew(false);
            openProfile(groupId, true);
          }}
        />
      )}
    </>
  );
}

const List = ({ groups }: { groups: readonly Group[] }) => (
  <ul aria-label={texts.groups.groups} className="grid gap-px">
    {groups.map((group) => (
      <Row key={group._id} group={group} />
    ))}
  </ul>
);

function Row({ group: { _id, name, handle, memberCount } }: { group: Group }) {
  const isMine = useIsMine(_id);
  return (
    <li>
      <button
        type="button"
        className="row-focus flex h-12 w-full items-center gap-3 rounded-control px-2 text-left hover:bg-bg-hover"
        onClick={() => openProfile(_id, true)}
      >
        <span className="grid size-8 shrink-0 place-items-center rounded-control bg-bg-active text-text-muted">
          <Icon of={Users} />
        </span>
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block truncate font-medium" title={name}>
            {name}
          </span>
          <span dir="auto" className="block truncate text-small text-text-muted">
            @{handle}
          </span>
        </span>
        <span className="shrink-0 text-right text-small text-text-muted">
          <span className="block">{texts.groups.count(memberCount)}</span>
          {isMine && <span className="block text-meta">{texts.groups.yours}</span>}
        </span>
      </button>
    </li>
  );
}
