/** People at work, for a long time: each looks at a channel with the stock client, and does now this, now that. */
import { ConvexClient } from "convex/browser";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import type { Outcome } from "./outcome.ts";
import { BODY, nextId, sleep } from "../pace.ts";

/** Without a pace, everybody does the next thing at once. Who has come stays for the next scenario. */
export type SoakScenario = {
  name: "soak";
  url: string;
  tokens: string[];
  channelIds: string[];
  seconds: number;
  perSecond?: number;
};

type Page = FunctionReturnType<typeof api.messages.paginated>;
type ChannelId = Id<"channels">;

const PAGE = { numItems: 50, cursor: null };
const EMOJI = "👍";

const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)]!;

class Colleague {
  readonly #client: ConvexClient;
  readonly #channelIds: ChannelId[];
  #channelId!: ChannelId;
  #page!: Page;
  #leave: (() => void)[] = [];

  private constructor(url: string, token: string, channelIds: ChannelId[]) {
    this.#client = new ConvexClient(url, { unsavedChangesWarning: false, logger: false });
    this.#client.setAuth(async () => token);
    this.#channelIds = channelIds;
  }

  static async arrive(url: string, token: string, channelIds: ChannelId[]): Promise<Colleague> {
    const colleague = new Colleague(url, token, channelIds);
    colleague.#client.onUpdate(api.channels.list, {}, () => {});
    for (const channelId of channelIds.slice(0, 20))
      colleague.#client.onUpdate(api.channels.position, { channelId }, () => {});
    colleague.#client.onUpdate(api.users.count, {}, () => {});
    await colleague.#open(pick(channelIds));
    return colleague;
  }

  /** What people do, and how often, of a hundred times: the mix of Mattermost's own load test. */
  readonly habits: readonly (readonly [number, () => Promise<unknown>])[] = [
    [53, async () => await this.#open(pick(this.#channelIds))],
    [16, async () => await this.#scroll()],
    [8, async () => await this.#post(this.#channelId)],
    [8, async () => await this.#client.mutation(api.channels.markRead, { channelId: this.#channelId })],
    [8, async () => await this.#writeDirectly()],
    [5, async () => await this.#reply()],
    [2, async () => await this.#react()],
  ];

  async act(): Promise<void> {
    let left = Math.random() * this.habits.reduce((sum, [often]) => sum + often, 0);
    const habit = this.habits.find(([often]) => (left -= often) < 0) ?? this.habits[0]!;
    await habit[1]();
  }

  async #open(channelId: ChannelId): Promise<void> {
    for (const leave of this.#leave) leave();
    this.#channelId = channelId;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const seen = (page: Page) => {
      this.#page = page;
      resolve();
    };
    const args = { channelId, paginationOpts: PAGE };
    this.#leave = [
      this.#client.onUpdate(api.messages.paginated, args, seen, reject),
      this.#client.onUpdate(api.channels.head, { channelId }, () => {}),
    ];
    await promise;
  }

  async #scroll(): Promise<void> {
    const { continueCursor: cursor, isDone } = this.#page;
    if (isDone) return;
    const paginationOpts = { ...PAGE, cursor };
    this.#page = await this.#client.query(api.messages.paginated, {
      channelId: this.#channelId,
      paginationOpts,
    });
  }

  async #post(channelId: ChannelId, threadId?: Id<"messages">): Promise<void> {
    await this.#client.mutation(api.messages.create, { channelId, text: BODY, clientId: nextId(), threadId });
  }

  async #writeDirectly(): Promise<void> {
    const { page } = await this.#client.query(api.users.list, { paginationOpts: PAGE });
    const userIds = [pick(page)._id];
    await this.#post(await this.#client.mutation(api.channels.openDirect, { userIds }));
  }

  async #reply(): Promise<void> {
    const root = pick(this.#page.page);
    if (root) await this.#post(root.channelId, root._id);
  }

  async #react(): Promise<void> {
    const message = pick(this.#page.page);
    if (message)
      await this.#client.mutation(api.messages.addReaction, { messageId: message._id, emoji: EMOJI });
  }
}

let team: Colleague[] = [];

async function soak({ url, tokens, channelIds, seconds, perSecond }: SoakScenario): Promise<Outcome> {
  if (team.length === 0) {
    const ids = channelIds as ChannelId[];
    team = await Promise.all(tokens.map(async (token) => await Colleague.arrive(url, token, ids)));
  }
  const samples: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1_000;
  let begun = 0;
  /** When the next thing is due: now, without a pace. */
  const next = () => (perSecond === undefined ? performance.now() : start + (begun++ * 1_000) / perSecond);
  const work = async (colleague: Colleague) => {
    for (let dueMs = next(); dueMs < end; dueMs = next()) {
      await sleep(Math.max(0, dueMs - performance.now()));
      await colleague.act();
      samples.push(performance.now() - dueMs);
    }
  };
  await Promise.all(team.map(work));
  return { samples, perSecond: (samples.length * 1_000) / (performance.now() - start) };
}

export const SOAK_SCENARIOS = { soak };
