/** Drafts, messages that are sent later and reminders, as many and as long as there may be, and more that are late. */
import type { Id } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { DAY_MS } from "../../convex/shared/time";
import type { makeWorkspace } from "../../convex/testing.setup";
import { fillFiling } from "./filing";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;

async function fillLater({ t, ana, ben, general }: Workspace, times: number, root: Id<"messages">) {
  const text = "あ".repeat(LIMITS.messageText);
  const soon = Date.now() + DAY_MS;
  const late = Date.now() - DAY_MS;
  const insertAll = async (count: number, insert: (ctx: Ctx, i: number) => Promise<unknown>) => {
    for (let i = 0; i < count; i += 25)
      await t.run(async (ctx) => {
        for (let n = i; n < Math.min(count, i + 25); n++) await insert(ctx, n);
      });
  };
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

/** That, and files, folders and notes. */
export const fillRest = async (workspace: Workspace, times: number, root: Id<"messages">) => ({
  ...(await fillFiling(workspace, times)),
  ...(await fillLater(workspace, times, root)),
});

type Ctx = Parameters<Parameters<Workspace["t"]["run"]>[0]>[0];
