/** Notes that tell people of one name apart, by id. People with a name of their own have none. */
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
      const parts = [id === myId && "you", isAdmin && "admin", `joined ${ordinal(i + 1)}`];
      notes.set(id, parts.filter(Boolean).join(", "));
    }
  }
  return notes;
}

function ordinal(n: number): string {
  const ending = new Intl.PluralRules("en", { type: "ordinal" }).select(n);
  return `${n}${{ one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[ending]}`;
}
