/** B28: the seeded workspace in a real browser: a start from a warm cache, from channel to channel, from Enter to paint. */
import { chromium, type Page } from "@playwright/test";
import { AppServer } from "../../tests/support/appServer.ts";
import { seed, signIn } from "../../tests/support/seeded.ts";
import { atMost, type Benchmark, type Row } from "../bench.ts";
import { quantile, round } from "../stats.ts";

const STARTS = 60;
const SWITCHES = 60;
const SENT = 40;
const CHANNELS = ["engineering", "general", "launch"];
const MOST = { start: 1_000, switch: 100, frames: 1, shift: 0 };

/** Milliseconds from the beginning of the page; `shift` as the Layout Instability API counts it. */
type Start = { usable: number; lcp: number; blocked: number; shift: number };

/** What the browser tells of a page as it opens, kept where `measured` finds it. */
function watchPage(): void {
  const seen = { lcp: 0, blocked: 0, shift: 0 };
  Object.assign(globalThis, { seen });
  const watch = (type: string, note: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((entries) => entries.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  watch("largest-contentful-paint", ({ startTime }) => void (seen.lcp = startTime));
  watch("longtask", ({ duration }) => void (seen.blocked += Math.max(0, duration - 50)));
  watch("layout-shift", (entry) => void (seen.shift += (entry as unknown as { value: number }).value));
}

/** Opens the page anew; it is usable when the newest message is seen and one can write. */
async function start(page: Page, address: string): Promise<Start> {
  await page.goto(address);
  return await page.evaluate(async () => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const isUsable = () =>
      document.querySelector("[data-message-id]")?.checkVisibility({ visibilityProperty: true }) === true &&
      document.querySelector("[role=textbox],textarea") !== null;
    while (!isUsable()) await frame();
    const usable = await frame();
    // What shifts or blocks does so while the rest comes in.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const { seen } = globalThis as unknown as { seen: Omit<Start, "usable"> };
    return { usable, ...seen };
  });
}

/** A button of a mouse is held for so long. */
const HELD_MS = 80;

/** Follows the link to a channel, by a mouse or as the keyboard does. */
async function follow(page: Page, name: string, by: "mouse" | "keys"): Promise<void> {
  const link = page.locator("nav a", { hasText: name }).first();
  if (by === "keys") await link.evaluate((one: HTMLAnchorElement) => one.click());
  else await link.click({ delay: HELD_MS });
}

/** Milliseconds from a click on a channel to the frame in which its newest message is seen. */
async function change(page: Page, name: string, by: "mouse" | "keys"): Promise<number> {
  const seen = page.evaluate(async (name) => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const began = await new Promise<number>((resolve) => {
      const listen = { once: true, capture: true };
      document.addEventListener("click", ({ timeStamp }) => resolve(timeStamp), listen);
    });
    const newest = `[role=log][aria-label$="#${name}"] [data-message-id]`;
    const isSeen = () => document.querySelector(newest)?.checkVisibility({ visibilityProperty: true });
    while (!isSeen()) await frame();
    return (await frame()) - began;
  }, name);
  await follow(page, name, by);
  return await seen;
}

/** Frames and milliseconds from Enter until the message stands in the list. */
async function send(page: Page, n: number): Promise<{ frames: number; ms: number }> {
  const text = `Sent to measure ${n}`;
  const field = page.getByRole("textbox", { name: /^Message/ });
  await field.fill(text);
  const measured = page.evaluate(
    async (text) =>
      await new Promise<{ frames: number; ms: number }>((resolve) => {
        const isThere = () => document.querySelector("[role=log]")!.textContent.includes(text);
        const onKey = (event: KeyboardEvent) => {
          if (event.key !== "Enter") return;
          document.removeEventListener("keydown", onKey, true);
          let frames = 0;
          const look = () => {
            // A frame's callbacks run before it is painted: what is there now is in this frame.
            frames += 1;
            if (isThere()) resolve({ frames, ms: performance.now() - event.timeStamp });
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        };
        document.addEventListener("keydown", onKey, true);
      }),
    text,
  );
  await field.press("Enter");
  return await measured;
}

async function windows(): Promise<Row[]> {
  const server = await AppServer.start();
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await signIn(browser, server, await seed(server), {
      viewport: { width: 1440, height: 900 },
    });
    await page.getByRole("link", { name: /channel launch/i }).click();
    await page.addInitScript(watchPage);
    const address = page.url();
    const starts: Start[] = [];
    const firsts = { mouse: [] as number[], keys: [] as number[] };
    // Fills the cache.
    await start(page, address);
    await change(page, CHANNELS[0]!, "mouse");
    for (let n = 0; n < STARTS; n++) {
      starts.push(await start(page, address));
      const by = n % 4 < 2 ? "mouse" : "keys";
      firsts[by].push(await change(page, CHANNELS[n % 2]!, by));
    }
    const changes: number[] = [];
    for (let n = 0; n < SWITCHES; n++)
      changes.push(await change(page, CHANNELS[n % CHANNELS.length]!, "keys"));
    const sent: { frames: number; ms: number }[] = [];
    for (let n = 0; n < SENT; n++) sent.push(await send(page, n));
    return rowsOf(starts, { firsts, again: changes.slice(CHANNELS.length) }, sent);
  } finally {
    await browser.close();
    await server.stop();
  }
}

const figures = (samples: number[], ...shares: number[]) =>
  shares.map((share) => round(quantile(samples, share)));

function changeRow(what: string, changes: number[]): Row {
  const [half, most] = figures(changes, 0.5, 0.95);
  return { id: "B28", what, tandem: `p50 ${half} ms, p95 ${most} ms`, ...atMost(most!, MOST.switch) };
}

type Changes = { firsts: { mouse: number[]; keys: number[] }; again: number[] };

function rowsOf(starts: Start[], changes: Changes, sent: { frames: number; ms: number }[]): Row[] {
  const [usable, late] = figures(
    starts.map((one) => one.usable),
    0.5,
    0.95,
  );
  const [lcp] = figures(
    starts.map((one) => one.lcp),
    0.5,
  );
  const [blocked] = figures(
    starts.map((one) => one.blocked),
    0.5,
  );
  const shift = round(Math.max(...starts.map((one) => one.shift)), 3);
  const [frames] = figures(
    sent.map((one) => one.frames),
    0.95,
  );
  const [ms, slow] = figures(
    sent.map((one) => one.ms),
    0.5,
    0.95,
  );
  const from = "a start from a warm cache";
  return [
    {
      id: "B28",
      what: `${from}, to usable`,
      tandem: `p50 ${usable} ms, p95 ${late} ms`,
      ...atMost(late!, MOST.start),
    },
    { id: "B28", what: `${from}, largest contentful paint`, tandem: `p50 ${lcp} ms` },
    { id: "B28", what: `${from}, total blocking time`, tandem: `p50 ${blocked} ms` },
    { id: "B28", what: `${from}, layout shift`, tandem: `${shift}`, ...atMost(shift, MOST.shift) },
    changeRow(`to a channel that was not open yet, by a mouse held ${HELD_MS} ms`, changes.firsts.mouse),
    changeRow("to a channel that was not open yet, by the keyboard", changes.firsts.keys),
    changeRow("from channel to channel, back within a minute", changes.again),
    {
      id: "B28",
      what: `from Enter to paint, ${ms} ms, p95 ${slow} ms`,
      tandem: `p95 ${frames} frames`,
      ...atMost(frames!, MOST.frames),
    },
  ];
}

export const WINDOWS: Benchmark[] = [{ id: "B28", isLong: true, run: windows }];
