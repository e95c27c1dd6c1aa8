import { BEFORE_ALL } from "@convex/shared/unread";
import { Observable } from "@/lib/observable";
import { pause } from "@/lib/pause";
import type { ChannelId } from "./channel";

/** What is seen in one channel within this time is told together. */
const EVERY_MS = 2_000;
/** So many of these at most, where a channel is read on and on. */
const MOST_WAITS = 8;

type Line = { upTo: bigint; told: bigint; done: Promise<void> };

const later = (a: bigint, b = BEFORE_ALL) => (a > b ? a : b);

/**
 * What I have just seen, by channel: `commitTs` of the newest message. A badge follows at once; the server is told once at a
 * time, because everybody who looks at a busy channel sees something with each message: after 2 seconds, 4, 8, and then
 * every 16. What was meant for me, of which other devices may ring, it hears of within two.
 *
 * Where a crowd looks at a channel, all see a message at the same moment: each tells of the first at a moment of its own
 * within two seconds, so that nobody's message waits for a thousand reports.
 */
export class SeenReports extends Observable<ReadonlyMap<string, bigint>> {
  readonly #tell: (channelId: ChannelId, upTo: bigint) => Promise<unknown>;
  readonly #lines = new Map<ChannelId, Line>();
  readonly #chance: () => number;
  #urgent: ReadonlySet<string> = new Set();

  constructor(
    tell: (channelId: ChannelId, upTo: bigint) => Promise<unknown>,
    chance: () => number = Math.random,
  ) {
    super(new Map());
    this.#tell = tell;
    this.#chance = chance;
  }

  /** @param urgent  channels where the server counts something that is meant for me */
  readonly attend = (urgent: ReadonlySet<string>): void => {
    this.#urgent = urgent;
  };

  /** Resolves when the server knows. @throws what it refuses with: then it is not seen */
  readonly see = (channelId: ChannelId, upTo: bigint, isCrowd = false): Promise<void> => {
    this.set(new Map(this.get()).set(channelId, later(upTo, this.get().get(channelId))));
    const line = this.#lines.get(channelId);
    if (line !== undefined) {
      line.upTo = later(upTo, line.upTo);
      return line.done;
    }
    const begun: Line = { upTo, told: BEFORE_ALL, done: Promise.resolve() };
    this.#lines.set(channelId, begun);
    const isSpread = isCrowd && !this.#urgent.has(channelId);
    begun.done = this.#run(channelId, begun, isSpread ? this.#chance() * EVERY_MS : 0);
    return begun.done;
  };

  /** What waits to be told is not told, and what was told may be told again: it was marked unread. */
  readonly forget = (channelId: ChannelId): void => {
    const line = this.#lines.get(channelId);
    if (line !== undefined) line.upTo = line.told;
    this.#lines.delete(channelId);
    this.#unset(channelId);
  };

  /** Tells at once what waits: nobody looks any more. */
  readonly flush = (): void => {
    for (const [channelId, line] of this.#lines) {
      if (line.told >= line.upTo) continue;
      line.told = line.upTo;
      this.#tell(channelId, line.upTo).catch(() => undefined);
    }
  };

  async #run(channelId: ChannelId, line: Line, waitMs: number): Promise<void> {
    try {
      if (waitMs > 0) await pause(waitMs);
      for (let waits = 1; line.told < line.upTo; waits = Math.min(2 * waits, MOST_WAITS)) {
        line.told = line.upTo;
        await Promise.all([this.#tell(channelId, line.told), pause(EVERY_MS)]);
        const isDue = () => this.#urgent.has(channelId) && line.told < line.upTo;
        for (let waited = 1; waited < waits && !isDue(); waited++) await pause(EVERY_MS);
      }
    } finally {
      if (this.#lines.get(channelId) === line) {
        this.#lines.delete(channelId);
        this.#unset(channelId);
      }
    }
  }

  #unset(channelId: ChannelId): void {
    const seen = new Map(this.get());
    if (seen.delete(channelId)) this.set(seen);
  }
}
