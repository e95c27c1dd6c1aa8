import { expect, test } from "vitest";
import { api } from "../_generated/api";
import { makeWorkspace } from "../testing.setup";

/** The head of a channel with two messages, with their times as they were kept at some time. */
async function makeOld(recentTimes: "list" | "none") {
  const workspace = await makeWorkspace();
  const { t, as, say, general: channelId } = workspace;
  await say("Ana", channelId, "One");
  await say("Ana", channelId, "Two");
  const head = async () => await as("Ben").query(api.channels.head, { channelId });
  const now = await head();
  await t.run(async (ctx) => {
    const { headId } = (await ctx.db.get("channels", channelId))!;
    const list = now.recentTimes.split(" ").map(Number);
    await ctx.db.patch("channelHeads", headId!, { recentTimes: recentTimes === "list" ? list : undefined });
  });
  return { ...workspace, channelId, head, now };
}

test.each(["list", "none"] as const)(
  "a head from before times were one text (%s) tells them, and keeps them so",
  async (kept) => {
    const { say, channelId, head, now } = await makeOld(kept);
    expect(now.recentTimes.split(" ")).toHaveLength(2);
    expect(await head()).toEqual(now);
    await say("Ana", channelId, "Three");
    const { recentTimes, lastMessageAt } = await head();
    expect(recentTimes).toBe(`${now.recentTimes} ${lastMessageAt}`);
  },
);
