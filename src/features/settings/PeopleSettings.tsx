import { useState } from "react";
import { useMe, useMyId, usePeople, usePeopleList, type Person } from "@/features/users";
import { texts } from "@/texts";
import { Avatar } from "@/ui/Avatar";
import { Button } from "@/ui/Button";
import { DeactivateDialog } from "./DeactivateDialog";
import { Invites } from "./Invites";
import { PersonMenu } from "./PersonMenu";
import { usePersonActions } from "./usePersonActions";

/** Who is in the workspace; admins also bring people in here, and decide what they may do and whether they stay. */
export function PeopleSettings() {
  const me = useMe();
  const isAdmin = me?.role === "admin";
  const people = usePeopleList();
  const left = [...usePeople().values()]
    .filter((person) => !person.isActive)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const [leaving, setLeaving] = useState<Person>();
  return (
    <div className="grid gap-5">
      {isAdmin && <Invites />}
      <section aria-label={texts.channels.members}>
        <h3 className="mb-1 text-small font-medium">{texts.users.members(people.length)}</h3>
        <ul className="max-h-72 divide-y divide-line overflow-y-auto">
          {people.map((person) => (
            <MemberRow key={person.id} person={person} canChange={isAdmin} onDeactivate={setLeaving} />
          ))}
        </ul>
      </section>
      {left.length > 0 && (
        <section aria-label={texts.settings.deactivated}>
          <h3 className="mb-1 text-small font-medium">{texts.settings.deactivatedCount(left.length)}</h3>
          <ul className="max-h-44 divide-y divide-line overflow-y-auto">
            {left.map((person) => (
              <DeactivatedRow key={person.id} person={person} canChange={isAdmin} />
            ))}
          </ul>
        </section>
      )}
      {leaving && <DeactivateDialog person={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

type RowProps = { person: Person; canChange: boolean };

function MemberRow({
  person,
  canChange,
  onDeactivate,
}: RowProps & { onDeactivate: (person: Person) => void }) {
  const isMe = person.id === useMyId();
  return (
    <li className="flex h-11 items-center gap-2.5">
      <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={24} />
      <span className="min-w-0 truncate" title={person.name}>
        {person.name}
      </span>
      {isMe && <span className="text-meta text-text-muted">{texts.users.you}</span>}
      <span className="ml-auto flex shrink-0 items-center gap-1">
        {person.isAdmin && <span className="text-small text-text-muted">{texts.users.admin}</span>}
        {canChange && <PersonMenu person={person} isMe={isMe} onDeactivate={() => onDeactivate(person)} />}
      </span>
    </li>
  );
}

function DeactivatedRow({ person, canChange }: RowProps) {
  const { reactivate } = usePersonActions();
  return (
    <li className="flex h-11 items-center gap-2.5">
      <span className="grayscale">
        <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={24} />
      </span>
      <span className="min-w-0 truncate text-text-muted" title={person.name}>
        {person.name}
      </span>
      <span className="ml-auto flex shrink-0 items-center gap-2">
        {person.isAdmin && <span className="text-small text-text-muted">{texts.users.admin}</span>}
        {canChange && (
          <Button size="small" onClick={() => void reactivate(person)}>
            {texts.settings.reactivate}
          </Button>
        )}
      </span>
    </li>
  );
}
