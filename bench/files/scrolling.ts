/** B23: a channel of a thousand pictures, scrolled from its end in a real browser. */
import { chromium, type Page } from "@playwright/test";
import { ConvexHttpClient } from "convex/browser";
import { encode } from "fast-png";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { AppServer } from "../../tests/support/appServer.ts";
import { Person } from "../../tests/support/person.ts";
import { atMost, type Benchmark, type Row } from "../bench.ts";
import { quantile, round } from "../stats.ts";

const MESSAGES = 100;
const PICTURES = 10;
const KINDS = 20;
const FRAMES = 1_200;
const STEP_PX = 60;
const FRAME_MS = 20;

function picture(width: number, height: number, seed: number): Uint8Array<ArrayBuffer> {
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => ((i % width) * seed + i / width) % 256,
  );
  return new Uint8Array(encode({ width, height, data, channels: 3 }));
}

/** The person of a page, apart from it. */
async function clientOf(server: AppServer, page: Page): Promise<ConvexHttpClient> {
  const answer = await page.request.get(`${server.url}/api/auth/token`);
  const { token } = (await answer.json()) as { token: string };
  const client = new ConvexHttpClient(server.url, { logger: false });
  client.setAuth(token);
  return client;
}

async function fill(client: ConvexHttpClient): Promise<void> {
  const send = async (body: Uint8Array<ArrayBuffer>) => {
    const address = await client.mutation(api.files.generateUploadUrl, {});
    const answer = await fetch(address, { method: "POST", body, headers: { "content-type": "image/png" } });
    return ((await answer.json()) as { storageId: Id<"_storage"> }).storageId;
  };
  const kinds = Array.from({ length: KINDS }, (_, i) => ({
    large: picture(1_200, 800, i + 1),
    small: picture(480, 320, i + 1),
  }));
  const [channel] = await client.query(api.channels.list, {});
  for (let n = 0; n < MESSAGES; n++) {
    const fileIds: Id<"files">[] = [];
    for (let i = 0; i < PICTURES; i++) {
      const { large, small } = kinds[(n * PICTURES + i) % KINDS]!;
      const [storageId, previewId] = [await send(large), await send(small)];
      const facts = {
        name: `${n}-${i}.png`,
        type: "image/png",
        width: 1_200,
        height: 800,
        colour: "#8899aa",
      };
      fileIds.push(await client.mutation(api.files.save, { storageId, previewId, ...facts }));
    }
    const text = `Pictures ${n}`;
    // One as it is, the others as grids.
    const [first, ...others] = fileIds;
    await client.mutation(api.messages.create, { channelId: channel!._id, text, fileIds: [first!] });
    await client.mutation(api.messages.create, { channelId: channel!._id, text: "", fileIds: others });
  }
}

/** Scrolls up by so much a frame. Milliseconds of each frame, and how much moved that nobody scrolled. */
async function scroll(page: Page): Promise<{ frames: number[]; shift: number; seen: number }> {
  return await page.evaluate(
    async ({ count, step }) => {
      const list = document
        .querySelector<HTMLElement>("[data-message-id]")!
        .closest<HTMLElement>(".overflow-y-auto")!;
      let shift = 0;
      const observer = new PerformanceObserver((entries) => {
        for (const entry of entries.getEntries()) shift += (entry as unknown as { value: number }).value;
      });
      observer.observe({ type: "layout-shift" });
      const frames: number[] = [];
      const seen = new Set<string>();
      let last = await new Promise<number>(requestAnimationFrame);
      for (let i = 0; i < count; i++) {
        list.scrollTop -= step;
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - last);
        last = now;
        for (const img of list.querySelectorAll("img")) if (img.complete) seen.add(img.src);
      }
      observer.disconnect();
      return { frames, shift, seen: seen.size };
    },
    { count: FRAMES, step: STEP_PX },
  );
}

async function scrolling(): Promise<Row[]> {
  const server = await AppServer.start();
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium-headless-shell";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const { page } = await Person.signUp(browser, server.url, "Ana Ruiz");
    await fill(await clientOf(server, page));
    await page.reload();
    await page.getByText(`Pictures ${MESSAGES - 1}`).waitFor();
    const { frames, shift, seen } = await scroll(page);
    const p95 = round(quantile(frames, 0.95));
    const what = `scrolling ${seen} of ${MESSAGES * PICTURES} pictures`;
    return [
      { id: "B23", what: `${what}, p95 of a frame`, tandem: `${p95} ms`, ...atMost(p95, FRAME_MS) },
      { id: "B23", what: `${what}, layout shift`, tandem: shift.toFixed(3), ...atMost(round(shift, 3), 0) },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
}

export const SCROLLING: Benchmark[] = [{ id: "B23", isLong: true, run: scrolling }];
