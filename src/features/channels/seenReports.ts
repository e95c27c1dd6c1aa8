import { BEFORE_ALL } from "@convex/shared/unread";
import { Observable } from "@/lib/observable";
import type { ChannelId } from "./channel";

/** What is seen in one channel within this time is told together. */
const EVERY_MS = 2_000;

type Line = { upTo: bigint; told: bigint; done: Promise<void> };

const later = (a: bigint, b = BEFORE_ALL) => (a > b ? a : b);

/**
 * What I have just seen, by channel: `commitTs` of the newest message. A badge follows at once; the server is told
 * every two seconds and once at a time, because everybody who looks at a busy channel sees something with each message.
 */
export class SeenReports extends Observable<ReadonlyMap<string, bigint>> {
  readonly #tell: (channelId: ChannelId, upTo: bigint) => Promise<unknown>;
  readonly #lines = new Map<ChannelId, Line>();

  constructor(tell: (channelId: ChannelId, upTo: bigint) => Promise<unknown>) {
    super(new Map());
    this.#tell = tell;
  }

  /** Resolves when the server knows. @throws what it refuses with: then it is not seen */
  readonly see = (channelId: ChannelId, upTo: bigint): Promise<void> => {
    this.set(new Map(this.get()).set(channelId, later(upTo, this.get().get(channelId))));
    const line = this.#lines.get(channelId);
    if (line !== undefined) {
      line.upTo = later(upTo, line.upTo);
      return line.done;
    }
    const begun: Line = { upTo, told: BEFORE_ALL, done: Promise.resolve() };
    this.#lines.set(channelId, begun);
    begun.done = this.#run(channelId, begun);
    return begun.done;
  };

  /** What waits to be told is not told: it was marked unread. */
  readonly forget = (channelId: ChannelId): void => {
    const line = this.#lines.get(channelId);
    if (line !== undefined) line.upTo = line.told;
    this.#unset(channelId);
  };

  /** Tells at once what waits: the window may be about to close. */
  readonly flush = (): void => {
    for (const [channelId, line] of this.#lines) {
      if (line.told >= line.upTo) continue;
      line.told = line.upTo;
      this.#tell(channelId, line.upTo).catch(() => undefined);
    }
  };

  async #run(channelId: ChannelId, line: Line): Promise<void> {
    try {
      while (line.told < line.upTo) {
        line.told = line.upTo;
        await Promise.all([
          this.#tell(channelId, line.told),
          new Promise((resolve) => setTimeout(resolve, EVERY_MS)),
        ]);
      }
    } finally {
      this.#lines.delete(channelId);
      this.#unset(channelId);
    }
  }

  #unset(channelId: ChannelId): void {
    const seen = new Map(this.get());
    if (seen.delete(channelId)) this.set(seen);
  }
}
