/** A store with what gives its content a meaning: the tables in it, and the positions of its commits. */
import type { World } from "../lib/world.ts";
import type { Store } from "../storage/store.ts";
import { Catalog } from "./catalog.ts";
import { CommitClock } from "./clock.ts";

export type Database = { store: Store; catalog: Catalog; clock: CommitClock; world: World };

export function openDatabase(store: Store, world: World): Database {
  return { store, world, clock: new CommitClock(store, world), catalog: new Catalog(store) };
}
