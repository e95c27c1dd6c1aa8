/** What was shown stays where it is: layout shifts, as browsers count them, are none. */
import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { api } from "../../convex/_generated/api.js";
import { mentionToken } from "../../convex/shared/mentions.ts";
import { clientOf, type Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

/** What is asked and answered goes so far apart, so that what is shown between two answers is seen to stay. */
const APART_MS = 120;
/** No answer for so long: all have come. */
const QUIET_MS = 400;

const lastAnswer = new WeakMap<Page, number>();

async function slowDown(page: Page): Promise<void> {
  await page.routeWebSocket(/\/sync$/, (socket) => {
    const server = socket.connectToServer();
    const apart = (send: (message: string | Buffer) => void) => {
      let before = Promise.resolve();
      return (message: string | Buffer) => {
        before = before.then(async () => {
          await setTimeout(APART_MS);
          lastAnswer.set(page, performance.now());
          send(message);
        });
      };
    };
    socket.onMessage(apart((message) => server.send(message)));
    server.onMessage(apart((message) => socket.send(message)));
  });
}

/** Notes each shift with what has moved; those after a click count as well. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    type Moved = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect };
    type Shift = PerformanceEntry & { value: number; sources: Moved[] };
    const at = ({ x, y, width, height }: DOMRect) => [x, y, width, height].join(" ");
    const said = ({ node, previousRect, currentRect }: Moved) =>
      `${node instanceof Element ? node.outerHTML.slice(0, 200) : node?.textContent}: ${at(previousRect)} → ${at(currentRect)}`;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[])
        shifts.push(`${value.toFixed(4)} ${sources.map(said).join(" | ")}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What has moved since the page was opened, once everything has come. */
async function shiftsOf({ page }: Person): Promise<string[]> {
  await page.waitForLoadState("networkidle");
  await expect.poll(() => performance.now() - (lastAnswer.get(page) ?? 0)).toBeGreaterThan(QUIET_MS);
  return await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let n = 0; n < 20; n++) await frame();
    return (globalThis as unknown as { shifts: string[] }).shifts;
  });
}

/** Two channels whose messages name people and tasks, with bookmarks, replies and reactions, and a conversation. */
async function fill(ana: Person, ben: Person): Promise<void> {
  const [mine, bens] = [await clientOf(ana), await clientOf(ben)];
  const { _id: benId } = (await bens.query(api.users.me, {}))!;
  const { _id: anaId } = (await mine.query(api.users.me, {}))!;
  await mine.mutation(api.board.labels.add, { name: "tank", colour: "teal" });
  for (const name of ["launch", "rockets"]) {
    const channelId = await mine.mutation(api.channels.create, { name });
    await bens.mutation(api.channels.join, { channelId });
    for (const title of ["Weigh the tank once more", "Paint", "Ask the neighbours"])
      await bens.mutation(api.tasks.create, {
        channelId,
        title: `${title} for ${name}`,
        assigneeId: title === "Paint" ? anaId : benId,
        tags: ["tank", "outside"],
        dueDate: Date.UTC(2030, 0, 1),
      });
    await mine.mutation(api.chat.bookmarks.add, {
      channelId,
      title: "Plan",
      url: "https://example.com/plan",
    });
    for (let n = 1; n <= 12; n++) {
      const text = `Number ${n}: T-${(n % 3) + 1} and T-${(n % 5) + 1} are with ${mentionToken(benId)}, who looks at them before anything else is decided`;
      const messageId = await (n % 2 ? mine : bens).mutation(api.messages.create, { channelId, text });
      if (n % 4 === 0) await mine.mutation(api.messages.addReaction, { messageId, emoji: "🎉" });
      if (n % 5 === 0)
        await mine.mutation(api.messages.create, { channelId, threadId: messageId, text: "I see" });
    }
  }
}

test("nothing moves at a first start, at another one, nor from channel to channel", async ({ ana, ben }) => {
  await fill(ana, ben);
  await watchShifts(ana.page);
  for (const _start of ["first", "again"]) {
    await ana.page.reload();
    for (const name of ["launch", "rockets", "launch"]) {
      await ana.goToChannel(name);
      await expect(ana.page.getByRole("log").getByText("Number 12")).toBeVisible();
    }
    expect(await shiftsOf(ana)).toEqual([]);
    await ana.page.reload();
    await expect(ana.page.getByRole("log").getByText("Number 12")).toBeVisible();
    expect(await shiftsOf(ana)).toEqual([]);
  }
});

/** Those that ask for several things at once. */
const APART = ["/emails", "/server"];
/** Of a channel where they begin with a dot. */
const WIDE = ["/board", "/board?view=list", "/my-tasks", "/inbox?show=all", "/log", "./board"];
const NARROW = [
  ["/board", "/board?view=calendar&month=2030-01", "/board?view=timeline", "/board?view=workload"],
  ["/my-tasks", "/inbox?show=all", "/threads", "/drafts", "/people", "/browse", "/search?q=tank", "/report"],
  ["/digest", "/crons", "/log", "/emails", "/ai", "/server", "./", "./board", "./files", "./board/report"],
].flat();

for (const [width, paths, how] of [
  [1440, WIDE, "at once"],
  [390, NARROW, "at once"],
  [390, APART, "one by one"],
] as const)
  test(`nothing moves when a page opens in ${width} pixels and its answers come ${how}`, async ({
    ana,
    ben,
  }) => {
    await fill(ana, ben);
    await ana.goToChannel("launch");
    const channel = `${ana.page.url()}/`;
    await ana.page.setViewportSize({ width, height: 900 });
    await watchShifts(ana.page);
    if (how === "one by one") await slowDown(ana.page);
    for (const path of paths) {
      await ana.page.goto(new URL(path, channel).href);
      expect(await shiftsOf(ana), path).toEqual([]);
    }
  });
