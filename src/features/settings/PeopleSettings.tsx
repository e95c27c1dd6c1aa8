import { useMe, useMyId, usePeopleList } from "@/features/users";
import { identityKind } from "@/platform/env";
import { plural } from "@/lib/text";
import { Avatar } from "@/ui/Avatar";
import { Invites } from "./Invites";

/** Who is in the workspace; admins also bring in new people here. */
export function PeopleSettings() {
  const me = useMe();
  const myId = useMyId();
  const people = usePeopleList();
  return (
    <div className="grid gap-5">
      {me?.role === "admin" && identityKind === "embedded" && <Invites />}
      <section aria-label="Members">
        <h3 className="mb-1 text-small font-medium">{plural(people.length, "member")}</h3>
        <ul className="max-h-72 divide-y divide-line overflow-y-auto">
          {people.map((person) => (
            <li key={person.id} className="flex h-11 items-center gap-2.5">
              <Avatar id={person.id} name={person.name} imageUrl={person.imageUrl} size={24} />
              <span className="min-w-0 truncate">{person.name}</span>
              {person.id === myId && <span className="text-meta text-text-muted">you</span>}
              {person.isAdmin && <span className="ml-auto text-small text-text-muted">Admin</span>}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
