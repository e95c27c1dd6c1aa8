/** What each call of the app reads and writes, counted on the engine in memory in a workspace of usual rows. */
import { api, internal } from "../../convex/_generated/api";
import { firstPage, identityOf, openDeployment } from "../../convex/testing.setup";
import { run, type Call, type Usage } from "../../tests/limits/usage";

/** Documents are billed by whole KiB, and each is about one here. */
const KIB = 1024;

const UNFOLDED = 4;
const TEXT =
  "A message of usual length, as people write them in a channel at work when something has happened.";

const t = openDeployment();
const [ana, ben] = ["Ana", "Ben"].map((name) => t.withIdentity(identityOf(name)));
for (const person of [ana!, ben!]) await person.mutation(api.users.ensure, { timeZone: "UTC" });
const { page } = await ana!.query(api.channels.browse, { paginationOpts: firstPage });
const channelId = page[0]!._id;
let sent = 0;
const post = () => ({ channelId, text: TEXT, clientId: `c${sent++}` });
for (let i = 0; i < 120; i++) await ana!.mutation(api.messages.create, post());
for (let i = 0; i < 60; i++) await ana!.mutation(api.tasks.create, { title: `Task ${i} of usual length` });
// Scheduled folds do not run by themselves here; after the last are as many additions as are not in a part on average.
for (let i = 0; i < 2; i++) await t.mutation(internal.scheduled.folding.head, { channelId });
await t.mutation(internal.scheduled.folding.tally, { key: "tasks workspace" });
for (let i = 0; i < UNFOLDED; i++) await ben!.mutation(api.messages.create, post());
const head = await ana!.query(api.channels.head, { channelId });
const tail = head.tailTs,
  parted = 0n;
const { _id: userId } = (await ana!.query(api.users.me, {}))!;
const task = await ana!.mutation(api.tasks.create, { title: "The last" });

const bytesOf = ({ documentsRead, documentsWritten, bytesRead, bytesWritten }: Usage) =>
  Math.max(documentsRead.used * KIB, bytesRead.used) +
  Math.max(documentsWritten.used * KIB, bytesWritten.used);

async function bytes(
  kind: Call["kind"],
  path: string,
  args: Record<string, unknown>,
  by = ana!,
): Promise<number> {
  return bytesOf((await run(by, { kind, path, args })).usage);
}

const newest = { numItems: 200, cursor: null };
/** The bytes of one call of each. */
export const measured = {
  post: await bytes("mutation", "messages:create", post()),
  head: await bytes("query", "channels:head", { channelId }),
  newest: await bytes("query", "messages:paginated", { channelId, after: tail, paginationOpts: newest }),
  part: await bytes("query", "messages:paginated", {
    channelId,
    after: parted,
    upTo: tail,
    paginationOpts: newest,
  }),
  older: await bytes("query", "messages:paginated", { channelId, upTo: parted, paginationOpts: firstPage }),
  mark: await bytes("mutation", "channels:markRead", { channelId }, ben!),
  position: await bytes("query", "channels:position", { channelId }),
  fold: await bytes("mutation", "scheduled/folding:head", { channelId }, t),
  task: await bytes("mutation", "tasks:update", { taskId: task, title: "Another" }),
  column: await bytes("query", "tasks:column", { status: "todo", paginationOpts: firstPage }),
  counts: await bytes("query", "tasks:counts", {}),
  list: await bytes("query", "channels:list", {}),
  me: await bytes("query", "users:me", {}),
  names: (await bytes("query", "users:names", { ids: [userId] })) + 9 * KIB,
};
export type Bytes = typeof measured;
