/** Drafts, messages that are sent later, reminders and pushes, as many and as long as there may be, and more that are late. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";
import type { makeWorkspace } from "../../convex/testing.setup";
import { fillAutomations } from "./automations";
import { fillBoards } from "./boards";
import { fillFiling } from "./filing";
import { fillRelations } from "./relations";
import { fillSubtasks } from "./subtasks";
import { fillTaskPeople } from "./taskPeople";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

/** Inserts many rows, some at once. */
const insertAllOf =
  (t: Workspace["t"]) =>
  async (count: number, insert: (ctx: Ctx, i: number) => Promise<unknown>): Promise<void> => {
    for (let i = 0; i < count; i += 25)
      await t.run(async (ctx) => {
        for (let n = i; n < Math.min(count, i + 25); n++) await insert(ctx, n);
      });
  };

async function fillLater({ t, ana, ben, general }: Workspace, times: number, root: Id<"messages">) {
  const text = "あ".repeat(LIMITS.messageText);
  const soon = Date.now() + DAY_MS;
  const late = Date.now() - DAY_MS;
  const insertAll = insertAllOf(t);
  const channelId = general;
  await insertAll(40 * times, async ({ db }, i) =>
    db.insert("drafts", { userId: ana, channelId, threadId: root, text, changedAt: i }),
  );
  // One less than there may be: another is scheduled.
  await insertAll(LIMITS.scheduledPerPerson - 1, async ({ db }) =>
    db.insert("scheduledMessages", { authorId: ana, channelId, text, sendAt: soon }),
  );
  await insertAll(30 * times, async ({ db }) =>
    db.insert("scheduledMessages", { authorId: ben, channelId, text, sendAt: late }),
  );
  await insertAll(LIMITS.remindersPerPerson - 1, async ({ db }, i) =>
    db.insert("reminders", { userId: ana, messageId: root, at: soon + i }),
  );
  await insertAll(30 * times, async ({ db }) =>
    db.insert("reminders", { userId: ben, messageId: root, at: late }),
  );
  const scheduled = await t.run(async ({ db }) =>
    db.insert("scheduledMessages", { authorId: ben, channelId, text, sendAt: late - DAY_MS }),
  );
  const conversion = await t.run(async ({ db }) =>
    db.insert("conversions", {
      channelId,
      kind: "private",
      actorId: ana,
      phase: "messages",
      cursor: null,
      skipped: 0,
    }),
  );
  return { scheduled, conversion };
}

/** Pushes of the longest messages to one browser: half of them wait, half were sent and may have been read. */
async function fillPushes({ t, ana: userId }: Workspace, messages: Id<"messages">[]): Promise<void> {
  await t.run(async ({ db }) => {
    const keys = { p256dh: "B", auth: "a" };
    const endpoint = "https://push.example.org/1";
    const browser = { userId, endpoint, ...keys, device: "Phone", createdAt: 1 };
    const subscriptionId = await db.insert("pushSubscriptions", browser);
    for (const [i, messageId] of messages.entries())
      await db.insert("pushes", {
        userId,
        subscriptionId,
        tag: `t:${i}`,
        about: { kind: "message", messageId },
        attempts: 0,
        ...(i % 2 === 0 ? { status: "sent", dueAt: Date.now() - i } : { status: "queued", dueAt: 0 }),
        queuedTs: db.vars.commitTs,
      });
  });
}

/** A channel that is being deleted: messages of the greatest size, one of them with very much beside it. */
async function fillDeletion({ t, ana }: Workspace, times: number) {
  const text = "あ".repeat(LIMITS.messageText);
  const insertAll = insertAllOf(t);
  const userId = ana;
  const channelId = await t.run(async ({ db }) => {
    const made = { name: "gone", kind: "public" as const, description: "", createdBy: ana };
    const id = await db.insert("channels", { ...made, isArchived: false });
    await db.delete("channels", id);
    return id;
  });
  const message = ({ db }: Ctx) => {
    const commitTs = db.vars.commitTs;
    return db.insert("messages", { channelId, authorId: ana, text, sentAt: 1, mentions: [], commitTs });
  };
  const doomed = await t.run(message);
  await insertAll(60 * times, message);
  await insertAll(400 * times, async ({ db }, i) =>
    db.insert("reactions", { messageId: doomed, userId, emoji: `${i}`, commitTs: db.vars.commitTs }),
  );
  const edit = { noun: "message" as const, verb: "changed" as const, subject: doomed };
  await insertAll(30 * times, async ({ db }) =>
    db.insert("events", { ...edit, changes: [{ field: "text", before: text }] }),
  );
  const place = { phase: "messages", skipped: 0, after: 0, at: Date.now() };
  const deletion = await t.run(async ({ db }) =>
    db.insert("deletions", { channelId, actorId: ana, ...place }),
  );
  return { doomed, deletion };
}

/** That, files, folders and notes, relations and parts of tasks, and who watches one. */
export async function fillRest(
  workspace: Workspace,
  times: number,
  { root, inHeads, channels, ...more }: Said,
) {
  await fillBoards(workspace, times, channels);
  const automations = await fillAutomations(workspace);
  await fillRelations(workspace, times, more.tasks);
  await fillPushes(workspace, inHeads);
  await fillTaskPeople(workspace, times, more);
  await fillSubtasks(workspace, more.tasks);
  return {
    ...automations,
    ...(await fillFiling(workspace, times)),
    ...(await fillLater(workspace, times, root)),
    ...(await fillDeletion(workspace, times)),
  };
}

type Said = Record<"inHeads", Id<"messages">[]> &
  Parameters<typeof fillTaskPeople>[2] & {
    root: Id<"messages">;
    channels: readonly { id: Id<"channels"> }[];
  };

type Ctx = Parameters<Parameters<Workspace["t"]["run"]>[0]>[0];
