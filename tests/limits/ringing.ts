/** A crowd of whom each wants to hear of every message, or of a word of it; and somebody with choices in every channel. */
import type { Id, TableNames } from "../../convex/_generated/dataModel";
import { LIMITS } from "../../convex/shared/limits";
import type { makeWorkspace } from "../../convex/testing.setup";

type Workspace = Awaited<ReturnType<typeof makeWorkspace>>;
type Tools = { insert: (table: TableNames, rows: object[]) => Promise<unknown> };
type Places = { channels: { id: Id<"channels"> }[]; crowd: Id<"users">[]; root: Id<"messages"> };

export async function fillRinging(
  { ana, zoe, general }: Workspace,
  tools: Tools,
  { channels, crowd, root }: Places,
): Promise<void> {
  const insert: Tools["insert"] = async (table, rows) => await tools.insert(table, rows);
  const keywords = Array.from({ length: LIMITS.keywords }, (_, i) => "あ".repeat(LIMITS.keyword - (i % 2)));
  const quietHours = { from: 1_320, until: 420, days: [1, 2, 3, 4, 5, 6, 7] };
  await insert(
    "ringSettings",
    [ana, ...crowd].map((userId) => ({ userId, keywords, quietHours, changedAt: 1 })),
  );
  await insert(
    "keywords",
    crowd.map((userId) => ({ userId, key: "ああ" })),
  );
  await insert(
    "channelLevels",
    crowd.map((userId) => ({ userId, channelId: general, isLoud: true, changedAt: 1 })),
  );
  await insert(
    "channelLevels",
    channels.map(({ id: channelId }) => ({ userId: ana, channelId, isLoud: false, changedAt: 1 })),
  );
  const commitTs = (i: number) => BigInt(Date.now()) * 1_000_000n + BigInt(i);
  await insert(
    "rings",
    crowd.map((_, i) => ({
      userId: ana,
      cause: "mention",
      channelId: general,
      messageId: root,
      actorId: zoe,
      at: Date.now() - 2 * 864e5,
      commitTs: commitTs(i),
    })),
  );
  const told = { kind: "keyword", channelId: general, messageId: root, actorId: zoe, state: "byPosition" };
  await insert(
    "notices",
    crowd.map((userId, i) => ({ ...told, userId, postedAt: Date.now(), commitTs: commitTs(i) })),
  );
}
