/** What people do at once, at rates that a large workspace sees in its worst minutes. */
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { firstPage, identityOf } from "../../convex/testing.setup";
import type { Operation, Simulation } from "./simulation.ts";

export type Scenario = {
  what: string;
  /** The mutation that it is for. */
  about: string;
  /** Plans so many of what it is about. */
  plan: (simulation: Simulation, count: number) => Promise<void>;
};

const PEOPLE = 40;
const TASKS = 300;
const TEXT =
  "A message of usual length, as people write them in a channel at work when something has happened.";

const personOf = (i: number) => `P${i % PEOPLE}`;

type World = { general: Id<"channels">; as: (name: string) => ReturnType<Simulation["t"]["withIdentity"]> };

async function makeWorld({ t }: Simulation, people = PEOPLE): Promise<World> {
  const as = (name: string) => t.withIdentity(identityOf(name));
  for (let i = 0; i < people; i++)
    await as(`P${i}`).mutation(api.users.ensure, { timeZone: "Europe/Madrid" });
  const { page } = await as("P0").query(api.channels.browse, { paginationOpts: firstPage });
  return { as, general: page[0]!._id };
}

/** Whether a mutation is no person's: it is tried until it is done. */
export const isScheduled = (path: string) => /^(scheduled\/(folding|notices)|digests):/.test(path);

let clientIds = 0;
const message = (i: number, channelId: Id<"channels">, threadId?: Id<"messages">): Operation => ({
  user: personOf(i),
  path: "messages:create",
  args: { channelId, text: TEXT, clientId: `c${clientIds++}`, ...(threadId && { threadId }) },
});

export const SCENARIOS: Record<string, Scenario> = {
  messages: {
    about: "channels:markRead",
    what: "50 messages/s in one channel, read by five as they come",
    plan: async (simulation, count) => {
      const { general, as } = await makeWorld(simulation);
      const read = (user: string, upTo: bigint) => () =>
        simulation.send({ user, path: "channels:markRead", args: { channelId: general, upTo } });
      const seen = async (messageId: unknown) => {
        const { commitTs } = await as("P0").query(api.messages.get, {
          messageId: messageId as Id<"messages">,
        });
        for (let i = 0; i < 5; i++)
          simulation.at(60 + simulation.random() * 100, read(`P${PEOPLE - 1 - i}`, commitTs));
      };
      simulation.arrive(50, count, (i) => ({
        ...message(i % (PEOPLE - 5), general),
        whenDone: (messageId) => simulation.at(0, async () => await seen(messageId)),
      }));
    },
  },
  reactions: {
    about: "messages:addReaction",
    what: "50 reactions/s on one message",
    plan: async (simulation, count) => {
      const { general, as } = await makeWorld(simulation, count);
      const messageId = await as("P0").mutation(api.messages.create, { channelId: general, text: "We won" });
      const emoji = ["🎉", "👍", "❤️"];
      simulation.arrive(50, count, (i) => ({
        user: `P${i}`,
        path: "messages:addReaction",
        args: { messageId, emoji: emoji[i % emoji.length]! },
      }));
    },
  },
  replies: {
    about: "messages:create",
    what: "50 replies/s in one thread",
    plan: async (simulation, count) => {
      const { general, as } = await makeWorld(simulation);
      const threadId = await as("P0").mutation(api.messages.create, { channelId: general, text: "Root" });
      await as("P1").mutation(api.messages.create, { channelId: general, threadId, text: "First" });
      simulation.arrive(50, count, (i) => message(i, general, threadId));
    },
  },
  tasks: {
    about: "tasks:create",
    what: "10 tasks/s, and twice as many moved and changed",
    plan: async (simulation, count) => {
      const { as } = await makeWorld(simulation);
      const made: Id<"tasks">[] = [];
      for (let i = 0; i < TASKS; i++)
        made.push(await as("P0").mutation(api.tasks.create, { title: `Old ${i}` }));
      // Such a workspace has made many tasks before.
      await simulation.t.run(async (ctx) => {
        const counter = (await ctx.db.query("counters").first())!;
        await ctx.db.patch("counters", counter._id, { value: 5_000 });
      });
      const some = () => made[Math.floor(simulation.random() * made.length)]!;
      const columns = ["todo", "in_progress", "done"];
      simulation.arrive(10, count, (i) => ({
        user: personOf(i),
        path: "tasks:create",
        args: { title: `Write the plan ${i}` },
      }));
      simulation.arrive(20, 2 * count, (i) => {
        const [taskId, before] = [some(), some()];
        const place = i % 2 === 0 && before !== taskId ? { before } : {};
        return {
          user: personOf(i + 7),
          path: "tasks:move",
          args: { taskId, status: columns[i % 3]!, ...place },
        };
      });
      simulation.arrive(20, 2 * count, (i) => ({
        user: personOf(i + 19),
        path: "tasks:update",
        args: { taskId: some(), dueDate: 1_900_000_000_000 + i },
      }));
    },
  },
  signUps: {
    about: "users:ensure",
    what: "20 people sign up/s, 2 messages/s in the channel of everybody",
    plan: async (simulation, count) => {
      const { general } = await makeWorld(simulation, 10);
      simulation.arrive(20, count, (i) => ({
        user: `N${i}`,
        path: "users:ensure",
        args: { timeZone: "Europe/Madrid" },
      }));
      simulation.arrive(2, Math.ceil(count / 10), (i) => message(i % 10, general));
    },
  },
  joins: {
    about: "channels:join",
    what: "20 people join a channel/s, 2 messages/s in it",
    plan: async (simulation, count) => {
      const { as } = await makeWorld(simulation, count + 1);
      const channelId = await as("P0").mutation(api.channels.create, { name: "launch" });
      simulation.arrive(20, count, (i) => ({
        user: `P${i + 1}`,
        path: "channels:join",
        args: { channelId },
      }));
      simulation.arrive(2, Math.ceil(count / 10), () => message(0, channelId));
    },
  },
  mail: {
    about: "emails:settle",
    what: "a morning's digests with two senders, 10 messages/s beside",
    plan: async (simulation, count) => {
      const { general, as } = await makeWorld(simulation, count);
      await as("P0").mutation(api.messages.create, { channelId: general, text: TEXT });
      await simulation.t.run(async (ctx) => {
        const settings = await ctx.db.query("mailSettings").collect();
        for (const [i, { _id }] of settings.entries())
          await ctx.db.patch("mailSettings", _id, { nextDigestAt: Date.now() - 100_000 + i });
      });
      simulation.send({ user: "system", path: "digests:sweep", args: {} });
      const send = (sender: string, left: number) => {
        const settle = (claimed: unknown) => {
          for (const [k, { emailId, attempt }] of (claimed as Claimed[]).entries())
            simulation.at(100 + simulation.random() * 200, () =>
              simulation.send({
                user: `${sender} ${k}`,
                path: "emails:settle",
                args: { emailId, attempt, outcome: { kind: "sent" } },
              }),
            );
          if (left > 0) simulation.at(320, () => send(sender, left - 1));
        };
        simulation.send({ user: sender, path: "emails:claim", args: { sender }, whenDone: settle });
      };
      for (const sender of ["sender1", "sender2"]) simulation.at(100, () => send(sender, count / 4));
      simulation.arrive(10, count, (i) => message(i, general));
    },
  },
};

type Claimed = { emailId: string; attempt: number };
