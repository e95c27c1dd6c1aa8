/** What rings a crowd; and threads that Ana and Ben follow, with something unread in more of them than are looked at; and one with a crowd. */
import type { Id, TableNames } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import { timesText } from "../../convex/shared/unread";
import type { makeWorkspace } from "../../convex/testing.setup";
import { fillRinging } from "./ringing";

type Places = {
  channels: { id: Id<"channels"> }[];
  crowd: Id<"users">[];
  inHeads: Id<"messages">[];
  root: Id<"messages">;
};
type Tools = {
  insert: <T extends TableNames>(table: T, rows: readonly object[]) => Promise<Id<T>[]>;
  nextTs: () => bigint;
};

export async function fillThreads(
  workspace: Awaited<ReturnType<typeof makeWorkspace>>,
  tools: Tools,
  { channels, crowd, inHeads, root }: Places,
  count: number,
): Promise<void> {
  const { ana, ben, zoe, general } = workspace;
  const insert: Tools["insert"] = async (table, rows) => await tools.insert(table, rows);
  const nextTs = () => tools.nextTs();
  const sentAt = Date.now();
  const place = (i: number) => ({ channelId: channels[i % channels.length]!.id });
  const message = { authorId: zoe, sentAt, mentions: [], text: "あ".repeat(300), hasReplies: true };
  const roots = await insert(
    "messages",
    Array.from({ length: count }, (_, i) => ({ ...message, ...place(i), commitTs: nextTs() })),
  );
  const unparted = { tailTs: 0n, sinceTail: 1 };
  const heads = roots.map((threadId, i) => {
    const times = Array.from({ length: LIMITS.unreadCounted }, nextTs).reverse();
    const told = { count: 1_000, lastMessageAt: sentAt, recentTimes: timesText(times) };
    return { ...place(i), threadId, foldedTs: times[0]!, ...unparted, ...told };
  });
  await insert("heads", heads);
  const follow = { isFollowing: true, reason: "reply", lastReadTs: 1n };
  const ofRoot = { threadId: root, channelId: general, ...follow };
  const told = { kind: "reply", actorId: zoe, postedAt: sentAt, state: "byPosition" };
  for (const userId of [ana, ben]) {
    await insert("threadFollows", [
      ...roots.map((threadId, i) => ({ userId, threadId, ...place(i), ...follow })),
      { userId, ...ofRoot },
    ]);
    await insert(
      "notices",
      heads.map(({ threadId, foldedTs: commitTs }, i) => ({
        userId,
        threadId,
        ...place(i),
        ...told,
        commitTs,
        messageId: inHeads[i % inHeads.length],
      })),
    );
  }
  await insert(
    "threadFollows",
    crowd.map((userId) => ({ userId, ...ofRoot })),
  );
  await fillRinging(workspace, tools, { channels, crowd, root });
}
