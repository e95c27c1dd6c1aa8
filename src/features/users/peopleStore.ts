/**
 * The people whom the views of this window name, by id. A view asks by reading; what was asked for within one tick goes
 * to the server together, in short lists of which only the last one is ever exchanged for a longer one. What is known stays while a list is exchanged.
 *
 * Not here: React, and what the server is asked (`PeopleContext`).
 */
import { hasWords, nameKey } from "@convex/shared/names";
import { isSamePerson, type Person } from "./person";

/** A subscription to the people with some ids. `get` answers undefined until they are there. */
export type Watch = { get: () => readonly Person[] | undefined; stop: () => void };
export type Watcher = (ids: readonly string[], onChange: () => void) => Watch;
type Listener = (changed: ReadonlySet<string>) => void;
type List = { ids: string[]; usedAt: number; watch?: Watch };

/** A new name is sent to its watchers with the list it stands in: a short one is some hundred bytes. */
const LIST_SIZE = 10;
/** Beyond this many, the list that was read least recently is forgotten. */
const MOST_KNOWN = 1_000;

export class PeopleStore {
  readonly #watcher: Watcher;
  /** Null for an id that nobody has. */
  readonly #known = new Map<string, Person | null>();
  /** People who came to this window by other ways, until the server has been asked for them. */
  readonly #given = new Map<string, Person>();
  readonly #lists: List[] = [];
  readonly #listOf = new Map<string, List>();
  readonly #wanted = new Set<string>();
  readonly #listeners = new Set<Listener>();
  #isOpen = true;
  #reads = 0;
  #version = 0;

  constructor(watcher: Watcher, given: readonly Person[] = []) {
    this.#watcher = watcher;
    for (const person of given) this.#given.set(person.id, person);
  }

  /** How often somebody has changed. */
  get version(): number {
    return this.#version;
  }

  /** The person, null where nobody has the id, and undefined while that is not known. Whoever reads is told of changes. */
  read(id: string): Person | null | undefined {
    this.#want(id);
    const known = this.#known.get(id);
    return known === undefined ? this.#given.get(id) : known;
  }

  /** Those who are known, active, and have these words in their names. */
  like(words: readonly string[]): Person[] {
    const people = new Map([...this.#given, ...this.#known]);
    return [...people.values()].flatMap((person) =>
      person?.isActive && !person.isGroup && hasWords(nameKey(person.name), words) ? [person] : [],
    );
  }

  /** Takes over people whom something else has told of. */
  give(people: readonly Person[]): void {
    const changed = people.filter((person) => {
      const before = this.#given.get(person.id);
      this.#given.set(person.id, person);
      return this.#known.get(person.id) === undefined && !(before && isSamePerson(before, person));
    });
    this.#tell(new Set(changed.map(({ id }) => id)));
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends all subscriptions. What is known stays for `open`. */
  close(): void {
    this.#isOpen = false;
    for (const list of this.#lists) list.watch?.stop();
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    for (const list of this.#lists) this.#watch(list);
  }

  #want(id: string): void {
    const list = this.#listOf.get(id);
    if (list) list.usedAt = ++this.#reads;
    else {
      if (this.#wanted.size === 0) queueMicrotask(() => this.#ask());
      this.#wanted.add(id);
    }
  }

  #ask(): void {
    const longer = new Set<List>();
    for (const id of this.#wanted) {
      const last = this.#lists.at(-1);
      const list = last && last.ids.length < LIST_SIZE ? last : { ids: [], usedAt: 0 };
      if (list !== last) this.#lists.push(list);
      list.ids.push(id);
      list.usedAt = ++this.#reads;
      this.#listOf.set(id, list);
      longer.add(list);
    }
    this.#wanted.clear();
    if (this.#isOpen) for (const list of longer) this.#watch(list);
    while (this.#listOf.size > MOST_KNOWN) this.#forget();
  }

  #watch(list: List): void {
    const before = list.watch;
    const watch = this.#watcher([...list.ids], () => this.#take(list, watch));
    list.watch = watch;
    before?.stop();
    this.#take(list, watch);
  }

  #take(list: List, watch: Watch): void {
    const people = watch.get();
    if (!people || list.watch !== watch) return;
    const byId = new Map<string, Person>(people.map((person) => [person.id, person]));
    const changed = new Set<string>();
    for (const id of list.ids) {
      const [before, now] = [this.#known.get(id), byId.get(id) ?? null];
      if (before !== undefined && (before && now ? isSamePerson(before, now) : before === now)) continue;
      this.#known.set(id, now);
      changed.add(id);
    }
    this.#tell(changed);
  }

  /** The last list is the one that grows, and was read just now. */
  #forget(): void {
    const [oldest] = this.#lists.slice(0, -1).toSorted((a, b) => a.usedAt - b.usedAt);
    if (!oldest) return;
    oldest.watch?.stop();
    this.#lists.splice(this.#lists.indexOf(oldest), 1);
    for (const id of oldest.ids) {
      this.#listOf.delete(id);
      this.#known.delete(id);
    }
  }

  #tell(changed: ReadonlySet<string>): void {
    if (changed.size === 0) return;
    this.#version += 1;
    for (const listener of this.#listeners) listener(changed);
  }
}
