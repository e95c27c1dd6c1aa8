/** B29: a board of 5,000 cards in two real browsers: opening, narrowing down, and a card that moves on both screens. */
import { chromium, type Browser } from "@playwright/test";
import { api } from "../../convex/_generated/api.js";
import { LIMITS } from "../../convex/shared/limits.ts";
import prepare from "../../tests/e2e/globalSetup.ts";
import { AppServer } from "../../tests/support/appServer.ts";
import { channelOf, clientOf, Person } from "../../tests/support/person.ts";
import { atMost, type Bench, type Benchmark, type Row } from "../bench.ts";
import { quantile, round } from "../stats.ts";

const CARDS = 5_000;
const OPENINGS = 15;
const MOVES = 30;
const DRAGGED_STEPS = 120;
const MOST = { open: 500, frame: 17.7 };

type Two = { ana: Person; ben: Person; path: string };

/** Two people of one workspace, one channel of which has all the cards, a third of them in each status. */
async function fill(browser: Browser, server: AppServer): Promise<Two> {
  const ana = await Person.signIn(browser, server.url, "Ana Ruiz");
  const ben = await Person.signIn(browser, server.url, "Ben Ito");
  const client = await clientOf(ana);
  const channelId = channelOf(ana);
  const statuses = ["todo", "in_progress", "done"] as const;
  for (let n = 0; n < CARDS; n += LIMITS.tasksMade) {
    const drafts = Array.from({ length: LIMITS.tasksMade }, (_, i) => ({
      title: `Card ${n + i} about the importer and what else there is`,
      status: statuses[(n + i) % 3]!,
      tags: [`tag${(n + i) % 10}`],
      channelId,
    }));
    await client.mutation(api.board.newTasks.createMany, { clientId: `fill ${n}`, drafts });
  }
  return { ana, ben, path: `/c/${channelId}/board` };
}

/** Milliseconds from the beginning of the page until the first cards of all columns are drawn, from a warm cache. */
async function open({ page }: Person, path: string): Promise<number> {
  await page.goto(new URL(path, page.url()).href);
  return await page.evaluate(async () => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const isThere = () =>
      [...document.querySelectorAll("section[aria-label] ul")].filter((list) => list.children.length > 5)
        .length >= 3;
    while (!isThere()) await frame();
    return await frame();
  });
}

/** Milliseconds from a click on "Board" in an open channel until the first cards of all columns are drawn. */
async function goTo({ page }: Person, path: string): Promise<number> {
  await page
    .locator(`a[href="${path.replace("/board", "")}"]`)
    .first()
    .click();
  await page.locator("[role=log]").first().waitFor();
  return await page.evaluate(async (path) => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const isThere = () =>
      [...document.querySelectorAll("section[aria-label] ul")].filter((list) => list.children.length > 5)
        .length >= 3;
    const began = performance.now();
    document.querySelector<HTMLAnchorElement>(`a[href="${path}"]`)!.click();
    while (!isThere()) await frame();
    return (await frame()) - began;
  }, path);
}

/** Milliseconds from a letter in the filter until the board shows how many of all cards fit. */
async function narrow({ page }: Person): Promise<number> {
  const field = page.getByRole("searchbox", { name: "Filter by text" });
  await field.fill("Card 4999");
  const began = performance.now();
  await page.waitForFunction(() => /\D1 of 1,66\d/.test(document.body.textContent), undefined, {
    polling: "raf",
    timeout: 120_000,
  });
  const ms = performance.now() - began;
  await field.fill("");
  return ms;
}

/** Milliseconds from the key that moves a card there and back until the other screen has drawn it in its column. */
async function move({ ana, ben }: Two, moved: string, n: number): Promise<number> {
  const [column, key] =
    n % 2 === 0 ? ["In progress", "Alt+Shift+ArrowRight"] : ["To do", "Alt+Shift+ArrowLeft"];
  const link = ana.page.getByRole("link", { name: new RegExp(`${moved} `) });
  await link.focus();
  const seen = ben.page.evaluate(
    async ({ column, moved }) => {
      const frame = () => new Promise<number>(requestAnimationFrame);
      const isThere = () =>
        document.querySelector(`section[aria-label="${column}"]`)?.textContent.includes(`${moved} `) === true;
      while (!isThere()) await frame();
      await frame();
      return performance.timeOrigin + performance.now();
    },
    { column, moved },
  );
  const began = performance.timeOrigin + performance.now();
  await ana.page.keyboard.press(key!);
  return (await seen) - began;
}

/** Milliseconds of the frames while a card is dragged over the columns. */
async function drag({ page }: Person): Promise<number[]> {
  const box = (await page.locator("[data-task-id]").first().boundingBox())!;
  await page.mouse.move(box.x + 40, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 30, { steps: 4 });
  const frames = page.evaluate(
    async (count) =>
      await new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const note = (at: number) => {
          times.push(at);
          if (times.length > count) resolve(times.slice(1).map((time, i) => time - times[i]!));
          else requestAnimationFrame(note);
        };
        requestAnimationFrame(note);
      }),
    DRAGGED_STEPS,
  );
  for (let step = 0; step < DRAGGED_STEPS; step++)
    await page.mouse.move(box.x + 60 + (step % 60) * 12, box.y + 40 + (step % 7) * 20);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return await frames;
}

const half = (samples: number[]) => round(quantile(samples, 0.5));
const most = (samples: number[], share: number) => round(quantile(samples, share));

/** Milliseconds from a message of one page to the durable relay until another page, which hears of it, has drawn a frame. */
async function relayed(browser: Browser, url: string, moves: number): Promise<number[]> {
  const [from, to] = [await browser.newPage(), await browser.newPage()];
  for (const page of [from, to])
    await page.evaluate(async (relay) => {
      const socket = new WebSocket(relay);
      Object.assign(globalThis, { socket });
      await new Promise((resolve) => socket.addEventListener("open", resolve));
    }, url);
  const times: number[] = [];
  for (let n = 0; n < moves; n++) {
    const seen = to.evaluate(async () => {
      const { socket } = globalThis as unknown as { socket: WebSocket };
      await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
      await new Promise(requestAnimationFrame);
      return performance.timeOrigin + performance.now();
    });
    const began = performance.timeOrigin + performance.now();
    await from.evaluate((text) => (globalThis as unknown as { socket: WebSocket }).socket.send(text), `${n}`);
    times.push((await seen) - began);
  }
  return times;
}

type Found = Record<"opened" | "visited" | "moves" | "floor" | "frames", number[]> & { narrowed: number };

function rowsOf({ opened, visited, moves, floor, frames, narrowed }: Found): Row[] {
  const row = (what: string, tandem: string): Row => ({
    id: "B29",
    what: `a board of ${CARDS} cards: ${what}`,
    tandem,
  });
  const late = (samples: number[], share = 0.95) =>
    `p50 ${half(samples)} ms, p${share * 100} ${most(samples, share)} ms`;
  return [
    row("the app started with it, from a warm cache, cards drawn", late(opened)),
    {
      ...row("opened within the app, cards drawn", late(visited)),
      ...atMost(most(visited, 0.95), MOST.open),
    },
    {
      ...row("a card moved by a key, drawn on the other screen", late(moves, 0.99)),
      floor: `between two empty pages by the relay ${late(floor, 0.99)}`,
      ratio: round(quantile(moves, 0.5) / quantile(floor, 0.5)),
    },
    { ...row("frames while a card is dragged", late(frames)), ...atMost(most(frames, 0.95), MOST.frame) },
    row("filtered, all cards loaded for it", `${round(narrowed)} ms, once`),
  ];
}

async function boards({ relay }: Bench): Promise<Row[]> {
  await prepare();
  const server = await AppServer.startShared();
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const two = await fill(browser, server);
    const opened: number[] = [];
    for (let n = 0; n <= OPENINGS; n++) opened.push(await open(two.ana, two.path));
    // The first fills the cache.
    opened.shift();
    const visited: number[] = [];
    for (let n = 0; n < OPENINGS; n++) visited.push(await goTo(two.ana, two.path));
    await open(two.ben, two.path);
    const moves: number[] = [];
    const first = await two.ana.page.locator("[data-task-id] a").first().getAttribute("aria-label");
    const moved = /Card \d+/.exec(first!)![0];
    for (let n = 0; n < MOVES; n++) moves.push(await move(two, moved, n));
    const floor = await relayed(browser, relay.info.url, MOVES);
    const frames = await drag(two.ana);
    return rowsOf({ opened, visited, moves, floor, frames, narrowed: await narrow(two.ana) });
  } finally {
    await browser.close();
    await server.stop();
  }
}

export const BOARDS: Benchmark[] = [{ id: "B29", isLong: true, run: boards }];
