/**
 * Keeps the drafts of this browser and those of the server the same. The browser's are the first: they are there at once and
 * without a network, and are never taken for older than they are.
 *
 *   typed ── rest of a moment ──▶ save(text, base) ──▶ what the draft is now ──▶ this browser, unless more was typed
 *   told by the server ──▶ this browser, unless something here is not saved
 *
 * Rules   `base` is what the server had when the text was typed: what another device has saved since is joined by it. Where
 *         a window is hidden another one may be at work, so it waits until it is seen.
 */
import { LIMITS } from "@convex/shared/limits";

/** After the last letter; and the longest that somebody types without a rest, where no other device is looked at. */
const REST_MS = 700;
const MOST_MS = 10_000;

/** By the id of its channel, or of the first message of its thread. */
export type Drafts = {
  ids: () => Iterable<string>;
  read: (id: string) => string;
  write: (id: string, text: string) => void;
  /** What the server has as far as this browser knows, and what was on its way there. */
  readSaved: (id: string) => { text: string; sent?: string };
  writeSaved: (id: string, saved: { text: string; sent?: string }) => void;
};

export type Server = {
  /** Undefined while nothing has come; an answer that is cut says nothing of what it leaves out. */
  list: () => { texts: ReadonlyMap<string, string>; isCut: boolean } | undefined;
  /** @returns the draft as it is now; rejected where it is refused */
  save: (id: string, text: string, base: string) => Promise<string>;
};

type Options = { drafts: Drafts; server: Server; isSeen: () => boolean };
type Waiting = { timer: ReturnType<typeof setTimeout>; since: number };

export class DraftSync {
  readonly #drafts: Drafts;
  readonly #server: Server;
  readonly #isSeen: () => boolean;
  readonly #waiting = new Map<string, Waiting>();
  readonly #saving = new Set<string>();
  readonly #refused = new Map<string, string>();
  #isStopped = false;

  constructor({ drafts, server, isSeen }: Options) {
    this.#drafts = drafts;
    this.#server = server;
    this.#isSeen = isSeen;
  }

  /** Something was typed, sent or removed here. */
  readonly changed = (id: string): void => {
    if (this.#isStopped || !this.#isSeen() || this.#saving.has(id) || !this.#server.list()) return;
    if (this.#drafts.read(id) === this.#drafts.readSaved(id).text) return;
    const before = this.#waiting.get(id);
    clearTimeout(before?.timer);
    const since = before?.since ?? Date.now();
    // Of what was sent the message itself says that it is no draft any more; meanwhile that comes.
    const restMs = Math.min(REST_MS, since + MOST_MS - Date.now());
    this.#waiting.set(id, { timer: setTimeout(() => void this.#save(id), Math.max(0, restMs)), since });
  };

  /** The server has told, or this window is seen again. */
  readonly compare = (): void => {
    const list = this.#server.list();
    if (!list || this.#isStopped || !this.#isSeen()) return;
    for (const id of new Set([...this.#drafts.ids(), ...list.texts.keys()])) this.#compareOne(id);
  };

  /** Saves at once what waits: the window is left. */
  readonly flush = (): void => {
    for (const id of this.#waiting.keys()) void this.#save(id);
  };

  readonly stop = (): void => {
    this.#isStopped = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  };

  #compareOne(id: string): void {
    const list = this.#server.list();
    if (this.#saving.has(id) || !list || (list.isCut && !list.texts.has(id))) return;
    const theirs = list.texts.get(id) ?? "";
    const { text, sent } = this.#drafts.readSaved(id);
    // Its answer was lost with the page before this one, but it has come.
    const isOwn = theirs === sent;
    const base = isOwn ? theirs : text;
    if (isOwn) this.#drafts.writeSaved(id, { text: base });
    const isSettled = (sent === undefined || isOwn) && this.#drafts.read(id) === theirs;
    if (isSettled) this.#drafts.writeSaved(id, { text: theirs });
    else if (this.#drafts.read(id) !== base) this.changed(id);
    else if (theirs !== base) {
      this.#drafts.writeSaved(id, { text: theirs });
      this.#drafts.write(id, theirs);
    }
  }

  async #save(id: string): Promise<void> {
    clearTimeout(this.#waiting.get(id)?.timer);
    this.#waiting.delete(id);
    const mine = this.#drafts.read(id);
    const base = this.#drafts.readSaved(id).text;
    const isKept = mine.length <= LIMITS.messageText && this.#refused.get(id) !== mine;
    if (this.#isStopped || this.#saving.has(id) || mine === base || !isKept) return;
    this.#saving.add(id);
    this.#drafts.writeSaved(id, { text: base, sent: mine });
    const now = await this.#server.save(id, mine, base).catch(() => undefined);
    this.#saving.delete(id);
    if (this.#isStopped) return;
    if (now === undefined) {
      // It stays in this browser; what is typed next is tried again.
      this.#refused.set(id, mine);
      this.#drafts.writeSaved(id, { text: base });
      return;
    }
    this.#refused.delete(id);
    const isStill = this.#drafts.read(id) === mine;
    this.#drafts.writeSaved(id, { text: isStill ? now : mine });
    if (isStill && now !== mine) this.#drafts.write(id, now);
    this.#compareOne(id);
  }
}
