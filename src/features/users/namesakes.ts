/** Notes that tell people of one name apart, by id. People with a name of their own have none. */
import { texts } from "@/texts";
export function namesakeNotes(
  people: readonly { id: string; name: string; isAdmin: boolean }[],
  myId: string,
): ReadonlyMap<string, string> {
  const nameOf = ({ name }: { name: string }) => name.trim().toLowerCase();
  const byName = new Map<string, typeof people>();
  for (const person of people) byName.set(nameOf(person), [...(byName.get(nameOf(person)) ?? []), person]);
  const notes = new Map<string, string>();
  for (const namesakes of byName.values()) {
    if (namesakes.length < 2) continue;
    for (const [i, { id, isAdmin }] of namesakes.entries()) {
      notes.set(id, texts.users.namesake(id === myId, isAdmin, i + 1));
    }
  }
  return notes;
}
