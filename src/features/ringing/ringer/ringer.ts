/**
 * What a window does with rings. All windows of a browser see the same ones, and exactly one of them rings:
 *
 *   rings ──▶ new to this window? ──claim──▶ does a window look at the place? ──▶ sound, notification
 *                │ there already when it opened            └── yes: nothing
 *   read anywhere, deleted ──▶ gone from the rings ──▶ its notification closes
 *
 * Rules   What was there when a window opened does not ring in it. Of several of one place there is one notification, that
 *         of the newest.
 */
import type { Id } from "@convex/_generated/dataModel";

export type Ring = {
  _id: Id<"rings">;
  /** Of the thread, the channel or the card where it is: one notification for each. */
  place: string;
  at: number;
  title: string;
  body: string;
  path: string;
};

/** The browser, as far as it matters. */
export type Means = {
  /** Whether this window is the one that rings of it: the first that asks. */
  claim: (id: string) => Promise<boolean>;
  /** Whether somebody has one of these places before them, in any window. */
  isLookedAt: (place: string) => Promise<boolean>;
  show: (ring: Ring, count: number) => void;
  close: (place: string) => void;
  play: () => void;
};

export class Ringer {
  readonly #means: Means;
  #known: ReadonlySet<string> | undefined;
  /** What this window has shown, by place. */
  readonly #shown = new Map<string, Set<string>>();

  constructor(means: Means) {
    this.#means = means;
  }

  /** @param rings  all that wait to be seen, newest first */
  async see(rings: readonly Ring[]): Promise<void> {
    const known = this.#known;
    this.#known = new Set(rings.map(({ _id }) => _id));
    this.#closeRead(rings);
    if (!known) return;
    const fresh = rings.filter(({ _id }) => !known.has(_id)).toReversed();
    const mine: Ring[] = [];
    for (const ring of fresh) {
      if (!(await this.#means.claim(ring._id))) continue;
      if (!(await this.#means.isLookedAt(ring.place))) mine.push(ring);
    }
    // What was read while it was asked about does not ring any more.
    const unread = mine.filter(({ _id }) => this.#known?.has(_id));
    for (const ring of unread) this.#show(ring);
    if (unread.length > 0) this.#means.play();
  }

  #show(ring: Ring): void {
    const shown = this.#shown.get(ring.place) ?? new Set();
    shown.add(ring._id);
    this.#shown.set(ring.place, shown);
    this.#means.show(ring, shown.size);
  }

  #closeRead(rings: readonly Ring[]): void {
    const waiting = new Set<string>(rings.map(({ _id }) => _id));
    for (const [place, ids] of this.#shown) {
      for (const id of ids) if (!waiting.has(id)) ids.delete(id);
      if (ids.size > 0) continue;
      this.#shown.delete(place);
      this.#means.close(place);
    }
  }
}
