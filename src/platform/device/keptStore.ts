/** Where answers are kept: in this browser, of one person, within bounds. */
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import { clear, createStore, delMany, entries, get, setMany, type UseStore } from "idb-keyval";
import { foundIn, over } from "./found";
import type { Args, Entry } from "./entry";
import type { KeptStore } from "./kept";

/** Characters that are kept in all, and of one answer. */
const MOST = 8_000_000;
const MOST_OF_ONE = 500_000;
const INDEX = "index";

/** Whose answers these are, and of each how long it is and when it was written. */
type Index = { ownerId: string; of: Record<string, { size: number; at: number }> };
type Row = { name: string; args: string; value: string };

const pack = (value: unknown): string => JSON.stringify(convexToJson(value as Value));
const unpack = (text: string): unknown => jsonToConvex(JSON.parse(text) as never);

/** The oldest, until the rest is within the bounds. */
export function tooOld(index: Index, most: number): string[] {
  const all = Object.entries(index.of).toSorted(([, a], [, b]) => b.at - a.at);
  let sum = 0;
  return all.flatMap(([key, { size }]) => ((sum += size) > most ? [key] : []));
}

export function openKeptStore(open: () => UseStore = () => createStore("tandem-kept", "kept")): KeptStore {
  const store = open();
  const write: KeptStore["write"] = async ({ put, drop, ownerId }) => {
    const kept = await get<Index>(INDEX, store);
    if (kept && kept.ownerId !== ownerId) await clear(store);
    const index: Index = kept?.ownerId === ownerId ? kept : { ownerId, of: {} };
    const rows: [string, Row][] = put.map(({ key, name, args, value }) => [
      key,
      { name, args: pack(args), value: pack(value) },
    ]);
    const fit = rows.filter(([, { value }]) => value.length <= MOST_OF_ONE);
    const at = Date.now();
    for (const [key, { args, value }] of fit)
      index.of[key] = { size: key.length + args.length + value.length, at };
    const gone = [...drop, ...rows.filter((row) => !fit.includes(row)).map(([key]) => key)];
    for (const key of gone) delete index.of[key];
    const old = tooOld(index, MOST);
    for (const key of old) delete index.of[key];
    await setMany([...fit, [INDEX, index]], store);
    await delMany([...gone, ...old], store);
  };
  const read = async (): Promise<Entry[]> => {
    const all = await entries<string, Row | Index>(store);
    return all.flatMap(([key, row]) =>
      "value" in row
        ? [{ key, name: row.name, args: unpack(row.args) as Args, value: unpack(row.value) }]
        : [],
    );
  };
  // One after the other: each reads the index that the one before has written.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    foundIn,
    over,
    read: async () => await inTurn(read),
    write: async (changes) => await inTurn(async () => await write(changes)),
    clear: async () => await inTurn(async () => await clear(store)),
  };
}
