/** Every batch stays within half of each of Convex's limits, reads no more where there is more, and comes to its end. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { BATCHES, prompt } from "./batches";
import { makeLarge, type Large } from "./fill";
import { excess, growth, run, usageOf, type Call } from "./usage";

let large: Large;
let larger: Large;

const MONDAY = Date.parse("2026-11-23T09:30:00Z");

beforeAll(async () => {
  // With the timers: what is scheduled waits for the test.
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: MONDAY });
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  vi.stubEnv("AI_BASE_URL", "http://127.0.0.1:1");
  vi.stubEnv("AI_MODEL", "none");
  large = await makeLarge(1);
  larger = await makeLarge(2);
}, 120_000);
afterAll(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const mutation = (path: string, args: Call["args"] = {}): Call => ({ kind: "mutation", path, args });

test.each(Object.keys(BATCHES))(
  "%s uses half of each limit at most, and no more where there is more",
  async (path) => {
    const used = async (of: Large) => await usageOf(of.t, mutation(path, BATCHES[path]!(of)));
    const [small, more] = [await used(large), await used(larger)];
    expect([excess(small), excess(more)]).toEqual([{}, {}]);
    expect(growth(small, more)).toEqual({});
  },
);

describe("to its end", () => {
  const MOST_TURNS = 200;
  const LONG = 60_000;

  /** Runs transactions while something is left, each within its limits. Answers what they answered. */
  async function runAll(call: () => Call, isLeft: (results: unknown[]) => Promise<boolean>) {
    const results: unknown[] = [];
    while (await isLeft(results)) {
      const { usage, result } = await run(large.t, call());
      expect({ path: call().path, turn: results.length, excess: excess(usage) }).toMatchObject({
        excess: {},
      });
      results.push(result);
      if (results.length > MOST_TURNS) throw new Error("It does not come to its end.");
    }
    return results;
  }

  test(
    "every mail that is due is claimed",
    async () => {
      const claimed = await runAll(
        () => mutation("emails:claim", { sender: "one" }),
        async (results) => await Promise.resolve((results.at(-1) as unknown[] | undefined)?.length !== 0),
      );
      const left = await large.t.run(async (ctx) => {
        const emails = await ctx.db.query("emails").take(400);
        return emails.filter(({ status, dueAt }) => status === "queued" && dueAt <= Date.now());
      });
      expect(left).toEqual([]);
      expect(claimed.flat().length).toBeGreaterThan(30);
    },
    LONG,
  );

  test.each([
    ["digests:sweep", "nextDigestAt", "digest"],
    ["reports:sweep", "nextReportAt", "weeklyReport"],
    ["emails:sweepMentions", "nextMentionsAt", "mentions"],
  ] as const)(
    "%s comes to everybody",
    async (path, field, kind) => {
      const isDue = async () =>
        await large.t.run(async (ctx) => {
          const settings = await ctx.db.query("mailSettings").collect();
          return settings.some((one) => (one[field] ?? Infinity) <= Date.now());
        });
      await runAll(() => mutation(path, prompt()), isDue);
      const failed = await large.t.run(async (ctx) =>
        (await ctx.db.query("emails").order("desc").take(400)).filter(
          (email) => email.kind === kind && email.content === undefined,
        ),
      );
      expect(failed).toEqual([]);
    },
    LONG,
  );

  test("everything old is removed", async () => {
    const leftOf = async () =>
      await large.t.run(async (ctx) => {
        const links = await ctx.db.query("usedLinks").take(1);
        const old = await ctx.db
          .query("emails")
          .withIndex("by_status_and_dueAt_and_queuedTs", (q) => q.eq("status", "sent"))
          .take(1);
        return links.length + old.length;
      });
    await runAll(
      () => mutation("operator/cronRuns:cleanUp"),
      async () => (await leftOf()) > 0,
    );
    expect(await leftOf()).toBe(0);
  });

  test(
    "every task is categorised",
    async () => {
      const leftOf = async () =>
        await large.t.run(async (ctx) => {
          const tasks = ctx.db
            .query("tasks")
            .withIndex("by_deletedAt_and_categorySource", (q) =>
              q.eq("deletedAt", undefined).eq("categorySource", undefined),
            );
          return (await tasks.take(1)).length;
        });
      await runAll(
        () => mutation("categorisations:sweep"),
        async () => (await leftOf()) > 0,
      );
      expect(await leftOf()).toBe(0);
    },
    LONG,
  );
});

test("who is deactivated in a thousand channels is noted in each of them", async () => {
  const deactivate = mutation("users:deactivate", { userId: large.ben });
  expect(excess((await run(large.as("Ana"), deactivate)).usage)).toEqual({});
  const rest = async () =>
    await large.t.run(async (ctx) => {
      const jobs = await ctx.db.system.query("_scheduled_functions").order("desc").take(400);
      const job = jobs.find(({ name, state }) => name.includes("noteStanding") && state.kind === "pending");
      if (job) await ctx.scheduler.cancel(job._id);
      return (job?.args[0] as Call["args"] | undefined) ?? null;
    });
  let turns = 0;
  for (let args = await rest(); args; args = await rest(), turns++)
    expect(excess((await run(large.t, mutation("users:noteStanding", args))).usage)).toEqual({});
  const standing = await large.t.run(async (ctx) => {
    const memberships = ctx.db.query("memberships").withIndex("by_userId", (q) => q.eq("userId", large.ben));
    return (await memberships.collect()).filter(({ isDeactivated }) => !isDeactivated);
  });
  expect([standing, turns]).toEqual([[], 2]);
});

describe("what is planted is caught", () => {
  test("a batch that reads all messages of a channel: too many bytes, and twice as many where there are twice as many", async () => {
    const read = async (of: Large, most: number) =>
      await usageOf(of.t, async (ctx) => {
        await ctx.db
          .query("messages")
          .withIndex("by_channelId_and_threadId_and_commitTs", (q) => q.eq("channelId", of.general))
          .take(most);
      });
    expect(excess(await read(large, 80))).toHaveProperty("bytesRead");
    await expect(read(larger, 500)).rejects.toThrow("Too many bytes read");
    expect(growth(await read(large, 10), await read(larger, 20))).toHaveProperty("bytesRead");
  });

  test("a batch that asks for one thing of each of a person's channels too often", async () => {
    const usage = await usageOf(large.t, async (ctx) => {
      for (const { id } of large.channels) for (let i = 0; i < 3; i++) await ctx.db.get("channels", id);
    });
    expect(Object.keys(excess(usage))).toContain("databaseQueries");
  });

  test("a batch that schedules a function for everybody", async () => {
    const usage = await usageOf(large.t, async (ctx) => {
      for (let i = 0; i < 600; i++) await ctx.scheduler.runAfter(0, "emails:kick" as never, {});
    });
    expect(Object.keys(excess(usage))).toEqual(["functionsScheduled"]);
  });
});
