/**
 * What was read last, for a start without a network. Answers of the server are kept by what was asked; while it is out of
 * reach they stand in for those that it has not given.
 *
 *   answer ──note──▶ to be kept ──┐ now and then     start, no network ──open──▶ memory ──find──▶ screen
 *                                 ▼                                                ▲
 *                               store ─────────────────────────────────────────────┘   changes show on top of it
 *
 * Rules   The last person's only: another one, or nobody, empties it. What the server refuses is forgotten.
 */
import type { OptimisticLocalStore } from "convex/browser";
import { Observable } from "@/lib/observable";
import { keyOf, type Args, type Entry } from "./entry";
import type * as Found from "./found";

/** What is kept of a person in this browser, and what is found in it. Each may fail, where a browser keeps nothing. */
export type KeptStore = typeof Found & {
  read(): Promise<Entry[]>;
  write(changes: { put: readonly Entry[]; drop: readonly string[]; ownerId: string }): Promise<void>;
  clear(): Promise<void>;
};

/** Modules of whose answers the screen is made: channels, boards, people, and what concerns one. */
const KEPT = /^(board\/\w+|channels|chat\/\w+|drafts|inbox\/threads|messages|notices|tasks|users|workspace):/;
/** Searches, and what is asked once. */
const NOT_KEPT = /:(find|best|search|place|count|browse|why|titleOf)$/;
/** What small parts of the screen are made of: shown at once where it was seen before, and put right by the server. */
const QUICK = /^(board\/chips:get|channels:(get|memberCount)|chat\/bookmarks:list|tasks:get)$/;
const MOST_QUICK = 500;
const ME = "users:me";
const WRITE_AFTER_MS = 2_000;

export const isKept = (name: string): boolean => KEPT.test(name) && !NOT_KEPT.test(name);

export class Kept {
  /** Changes with what there is to find. */
  readonly #version = new Observable(0);
  readonly #load: () => Promise<KeptStore>;
  #entries: Map<string, Entry> | undefined;
  #shelf: KeptStore | undefined;
  #isWanted = false;
  readonly #quick = new Map<string, unknown>();
  readonly #put = new Map<string, Entry>();
  readonly #drop = new Set<string>();
  #ownerId: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(load: () => Promise<KeptStore>) {
    this.#load = load;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#version.subscribe(listener);

  /** Whether a person's answers are there to be shown. */
  readonly isOpen = (): boolean => this.#entries?.has(keyOf(ME, {})) === true;

  /** Stands in for the server from now on. */
  async open(): Promise<void> {
    if (this.#isWanted) return;
    this.#isWanted = true;
    try {
      this.#shelf = await this.#load();
      const entries = await this.#shelf.read();
      // The server may be there again.
      if (!this.#wanted()) return;
      this.#entries = new Map(entries.map((entry) => [entry.key, entry]));
      this.#changed();
    } catch {
      // Nothing was kept: the screen waits for the server.
    }
  }

  #wanted = (): boolean => this.#isWanted;

  close(): void {
    this.#isWanted = false;
    this.#entries = undefined;
    this.#changed();
  }

  find(name: string, args: Args): unknown {
    const key = keyOf(name, args);
    return (
      (this.#entries && this.#shelf?.foundIn(this.#entries, { key, name, args })) ?? this.#quick.get(key)
    );
  }

  /** What the server has answered. What it refuses, or has not, is forgotten. */
  note(name: string, args: Args, read: () => unknown): void {
    const key = keyOf(name, args);
    const value = answerOf(read);
    if (value === undefined) return;
    this.#quick.delete(key);
    if (value === null) {
      this.#put.delete(key);
      this.#drop.add(key);
    } else {
      if (name === ME) this.#own((value as { _id: string })._id);
      if (QUICK.test(name)) this.#quick.set(key, value);
      if (this.#quick.size > MOST_QUICK) this.#quick.delete([...this.#quick.keys()][0]!);
      this.#drop.delete(key);
      this.#put.set(key, { key, name, args, value });
    }
    this.#timer ??= setTimeout(() => void this.write(), WRITE_AFTER_MS);
  }

  #own(ownerId: string): void {
    if (ownerId !== this.#ownerId) this.#quick.clear();
    this.#ownerId = ownerId;
  }

  async write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const ownerId = this.#ownerId;
    if (ownerId === undefined) return;
    const [put, drop] = [[...this.#put.values()], [...this.#drop]];
    this.#put.clear();
    this.#drop.clear();
    await this.#load()
      .then(async (store) => await store.write({ put, drop, ownerId }))
      .catch(() => undefined);
  }

  /** Nobody is signed in any more: nothing of what was read stays. */
  async forget(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#ownerId = undefined;
    this.#quick.clear();
    this.#put.clear();
    this.#drop.clear();
    this.close();
    await this.#load()
      .then(async (store) => await store.clear())
      .catch(() => undefined);
  }

  /** What the server has said, and where it has not, what is kept: changes that are on their way show on both. */
  over(store: OptimisticLocalStore): OptimisticLocalStore {
    const [entries, shelf] = [this.#entries, this.#shelf];
    // What shows it may be in the middle of being drawn.
    return entries && shelf ? shelf.over(entries, store, () => queueMicrotask(() => this.#changed())) : store;
  }

  #changed(): void {
    this.#version.set(this.#version.get() + 1);
  }
}

function answerOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return null;
  }
}
