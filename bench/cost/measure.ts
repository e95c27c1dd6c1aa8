/**
 * What each call of the app reads and writes, counted on the engine in memory in a workspace of usual rows.
 *
 * Documents count by their size. With each that is read comes the key of the index entry that led to it, with each that is
 * written those of the entries it has.
 */
import { api, internal } from "../../convex/_generated/api";
import { firstPage, identityOf, openDeployment } from "../../convex/testing.setup";
import { run, type Call, type Usage } from "../../tests/limits/usage";

/** The key of an index entry: two ids, a time and the id of the document. */
const KEY = 100;
const ENTRIES = 2;

/** Messages that are read with each new one, and those of a stretch, on average: see shared/chat/tails.ts. */
const NEWEST = { few: 4, crowd: 8 };
const STRETCH = { few: 8, crowd: 16 };
const PART = 48;
const TEXT =
  "A message of usual length, as people write them in a channel at work when something has happened.";

const t = openDeployment();
const [ana, ben] = ["Ana", "Ben"].map((name) => t.withIdentity(identityOf(name)));
for (const person of [ana!, ben!]) await person.mutation(api.users.ensure, { timeZone: "UTC" });
const { page } = await ana!.query(api.channels.browse, { paginationOpts: firstPage });
const channelId = page[0]!._id;
let sent = 0;
const post = () => ({ channelId, text: TEXT, clientId: `c${sent++}` });
for (let i = 0; i < 120; i++) await (i % 2 ? ana : ben)!.mutation(api.messages.create, post());
for (let i = 0; i < 60; i++) await ana!.mutation(api.tasks.create, { title: `Task ${i} of usual length` });
// Scheduled folds do not run by themselves here.
for (let i = 0; i < 2; i++) await t.mutation(internal.scheduled.folding.head, { channelId });
await t.mutation(internal.scheduled.folding.tally, { key: "tasks workspace" });
const all = await ana!.query(api.messages.paginated, {
  channelId,
  paginationOpts: { numItems: 100, cursor: null },
});
/** Where so many of the newest messages begin. */
const before = (count: number) => all.page[count]!.commitTs;
const { _id: userId } = (await ana!.query(api.users.me, {}))!;
const task = await ana!.mutation(api.tasks.create, { title: "The last" });

const bytesOf = ({ documentsRead, documentsWritten, bytesRead, bytesWritten }: Usage) =>
  bytesRead.used + documentsRead.used * KEY + bytesWritten.used + documentsWritten.used * ENTRIES * KEY;

async function bytes(
  kind: Call["kind"],
  path: string,
  args: Record<string, unknown>,
  by = ana!,
): Promise<number> {
  return bytesOf((await run(by, { kind, path, args })).usage);
}

const stretch = async (count: number) =>
  await bytes("query", "messages:paginated", {
    channelId,
    after: before(NEWEST.few + count),
    upTo: before(NEWEST.few),
    paginationOpts: { numItems: 200, cursor: null },
  });
const page50 = { numItems: 50, cursor: null };
const draft = { channelId, text: TEXT, base: "" };
/** The bytes of one call of each. */
export const measured = {
  newest: await bytes("query", "messages:newest", { channelId, after: before(NEWEST.few) }),
  newestOfCrowd: await bytes("query", "messages:newest", { channelId, after: before(NEWEST.crowd) }),
  stretch: await stretch(STRETCH.few),
  stretchOfCrowd: await stretch(STRETCH.crowd),
  part: await stretch(PART),
  older: await bytes("query", "messages:paginated", {
    channelId,
    upTo: before(NEWEST.few),
    paginationOpts: page50,
  }),
  type: await bytes("mutation", "presence:type", { channelId }),
  typists: await bytes("query", "presence:typists", { channelId }),
  draft: await bytes("mutation", "drafts:save", draft),
  drafts: await bytes("query", "drafts:list", {}),
  post: await bytes("mutation", "messages:create", post()),
  fold: await bytes("mutation", "scheduled/folding:head", { channelId }, t),
  head: await bytes("query", "channels:head", { channelId }),
  mark: await bytes("mutation", "channels:markRead", { channelId }, ben!),
  position: await bytes("query", "channels:position", { channelId }),
  channel: await bytes("query", "channels:get", { channelId }),
  task: await bytes("mutation", "tasks:update", { taskId: task, title: "Another" }),
  column: await bytes("query", "tasks:column", { status: "todo", paginationOpts: page50 }),
  counts: await bytes("query", "tasks:counts", {}),
  list: await bytes("query", "channels:list", {}),
  me: await bytes("query", "users:me", {}),
  names: 10 * (await bytes("query", "users:names", { ids: [userId] })),
  beat: await bytes("mutation", "presence:beat", { windowId: "w", isActive: true }),
  availability: await bytes("query", "presence:of", { userId }),
};
export type Bytes = typeof measured;
