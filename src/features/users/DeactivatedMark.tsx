import { texts } from "@/texts";
import type { Person } from "./person";

/** Stands after the name of somebody who is no longer here. */
export function DeactivatedMark({ person }: { person: Pick<Person, "isActive"> | undefined }) {
  if (!person || person.isActive) return null;
  return (
    <span className="shrink-0 text-meta font-normal text-text-muted">{texts.users.deactivatedMark}</span>
  );
}
