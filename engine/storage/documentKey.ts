/**
 * What the store finds a document by: its id; where an import has brought its table, behind the number of that
 * generation, `~12:<id>`. So a table that is being imported may have the ids of the one whose place it will take.
 *
 * Shapes  Ids have neither `~` nor `:`, and all keys of a generation lie outside of every range of bare ids.
 */
export function documentKey(id: string, generation: number | null): string {
  return generation === null ? id : `~${generation}:${id}`;
}

export function idInKey(key: string): string {
  return key.slice(key.indexOf(":") + 1);
}
