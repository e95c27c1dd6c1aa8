/** The door of files, over HTTP: whom it serves, in which parts, and that nothing that was sent runs anywhere. */
import { randomBytes } from "node:crypto";
import type { ConvexHttpClient } from "convex/browser";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { LIMITS } from "../../convex/shared/limits.ts";
import { member } from "../support/member.ts";
import { paper } from "../support/paper.ts";
import { giveBackServer, takeServer } from "../support/servers.ts";

let url: string;
let ana: ConvexHttpClient;
let ben: ConvexHttpClient;
let benId: Id<"users">;
let channelId: Id<"channels">;

beforeEach(async () => {
  const server = await takeServer();
  onTestFinished(async () => await giveBackServer(server));
  url = `http://127.0.0.1:${server.engine.port}`;
  const first = await member(url, "Ana");
  const second = await member(url, "Ben");
  [ana, ben, benId] = [first.client, second.client, second.id];
  channelId = await ana.mutation(api.channels.create, { name: "plans", isPrivate: true });
  await ana.mutation(api.channels.addMember, { channelId, userId: benId });
});

/** Sends a file, which nothing has yet. */
async function saved(content: string | Uint8Array<ArrayBuffer>, name: string, type: string) {
  const address = new URL(await ana.mutation(api.files.generateUploadUrl, {}));
  const answer = await fetch(`${url}${address.pathname}${address.search}`, {
    method: "POST",
    headers: { "content-type": type },
    body: content,
  });
  const { storageId } = (await answer.json()) as { storageId: Id<"_storage"> };
  return await ana.mutation(api.files.save, { storageId, name, type });
}

/** Where Ben reads a file. */
async function addressOf(fileId: Id<"files">): Promise<URL> {
  const at = new URL(await ben.query(api.files.getUrl, { fileId }));
  return new URL(`${url}${at.pathname}${at.search}`);
}

/** Sends a file into the channel, and answers where Ben reads it. */
async function sent(content: string | Uint8Array<ArrayBuffer>, name: string, type: string): Promise<URL> {
  const fileId = await saved(content, name, type);
  await ana.mutation(api.messages.create, { channelId, text: "", fileIds: [fileId] });
  return await addressOf(fileId);
}

const PIXEL = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
);

test("a file comes whole, in parts, and not again where it is known", async () => {
  const at = await sent("0123456789", "digits.txt", "text/plain");
  const whole = await fetch(at);
  expect([whole.status, await whole.text()]).toEqual([200, "0123456789"]);
  const etag = whole.headers.get("etag")!;
  expect(whole.headers.get("cache-control")).toBe("private, no-cache");
  expect((await fetch(at, { headers: { "if-none-match": etag } })).status).toBe(304);
  for (const [range, status, text, place] of [
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-2", 206, "89", "bytes 8-9/10"],
    ["bytes=5-99", 206, "56789", "bytes 5-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["lines=1-2", 200, "0123456789", null],
  ] as const) {
    const answer = await fetch(at, { headers: { range } });
    expect([answer.status, await answer.text(), answer.headers.get("content-range")], range).toEqual([
      status,
      text,
      place,
    ]);
  }
});

test("[FS7] a large file comes in parts that fit into an answer", async () => {
  const bytes = new Uint8Array(randomBytes(LIMITS.filePart + 1_000));
  const at = await sent(bytes, "large.bin", "application/octet-stream");
  expect((await fetch(at)).status).toBe(413);
  const first = await fetch(at, { headers: { range: "bytes=0-" } });
  expect(first.headers.get("content-range")).toBe(`bytes 0-${LIMITS.filePart - 1}/${bytes.length}`);
  const last = await fetch(at, { headers: { range: `bytes=${LIMITS.filePart}-` } });
  const parts = await Promise.all([first, last].map(async (part) => Buffer.from(await part.arrayBuffer())));
  expect(Buffer.concat(parts).equals(Buffer.from(bytes))).toBe(true);
});

const SCRIPT = "<script>alert(1)</script>";
/** What people send who mean harm: what it is, and what it says it is. */
const HARMFUL: [name: string, type: string, content: string | Uint8Array<ArrayBuffer>][] = [
  ["page.html", "text/html", SCRIPT],
  ["page.png", "image/png", SCRIPT],
  ["page.txt", "text/plain", SCRIPT],
  ["picture.svg", "image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`],
  [
    "feed.xml",
    "application/xml",
    `<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></x>`,
  ],
  ["page.xhtml", "application/xhtml+xml", SCRIPT],
  ["code.js", "text/javascript", "alert(1)"],
  ["paper.pdf", "application/pdf", "%PDF-1.4 /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"],
  ["both.gif", "image/gif", "GIF89a/*\0*/=1;alert(1)//"],
  ["film.mp4", "video/mp4", SCRIPT],
  ["archive.zip", "application/zip", "PK\u0003\u0004"],
  ["odd", "text/html; charset=utf-7", "+ADw-script+AD4-alert(1)"],
  ["header", "image/png\r\nx-evil: 1", "x"],
  ["\u202Egnp.exe", "image/png", "MZ"],
  [`a"; filename=x.html`, "image/png", "x"],
  ["../../index.html", "image/png", "x"],
];

test("nothing that was sent is run by a browser, whatever it calls itself", async () => {
  for (const [name, type, content] of HARMFUL) {
    const safeType = type.replace(/[\r\n].*/s, "");
    const at = await sent(content, name, safeType);
    const { headers, status } = await fetch(at);
    expect(status, name).toBe(200);
    const shown = headers.get("content-type")!;
    expect(shown, name).toMatch(/^(image\/(png|gif)|video\/mp4|application\/octet-stream)$/);
    expect(headers.get("x-content-type-options"), name).toBe("nosniff");
    expect(headers.get("content-security-policy"), name).toBe("default-src 'none'; sandbox");
    const disposition = headers.get("content-disposition")!;
    if (shown === "application/octet-stream") expect(disposition, name).toMatch(/^attachment;/);
    expect(disposition, name).toMatch(
      /^(attachment|inline); filename="[^"\\]*"; filename\*=UTF-8''[\w.!~%-]*$/,
    );
    expect(disposition, name).not.toContain("..%2F");
  }
});

test("a PDF is found by what stands in it, as the server that runs has read it", async () => {
  await sent(paper(["We meet in Kyoto"]), "plan.pdf", "application/pdf");
  const paginationOpts = { numItems: 10, cursor: null };
  const found = async (client: ConvexHttpClient) =>
    (await client.query(api.search.all, { text: "kyoto", kind: "file", paginationOpts })).page.length;
  await expect.poll(async () => await found(ben)).toBe(1);
  await ana.mutation(api.channels.removeMember, { channelId, userId: benId });
  expect([await found(ana), await found(ben)]).toEqual([1, 0]);
});

test("whoever may no longer read it gets nothing, at once, by the same address", async () => {
  const at = await sent(PIXEL, "plan.png", "image/png");
  expect((await fetch(at)).status).toBe(200);
  for (const [take, giveBack] of [
    [
      async () => await ana.mutation(api.channels.removeMember, { channelId, userId: benId }),
      async () => await ana.mutation(api.channels.addMember, { channelId, userId: benId }),
    ],
    [
      async () => await ana.mutation(api.users.deactivate, { userId: benId }),
      async () => await ana.mutation(api.users.reactivate, { userId: benId }),
    ],
  ]) {
    await take!();
    const refused = await fetch(at);
    expect([refused.status, await refused.text(), refused.headers.get("cache-control")]).toEqual([
      404,
      "",
      "no-store",
    ]);
    await giveBack!();
    expect((await fetch(at)).status).toBe(200);
  }
});

test("the file of a card is for who may read the card: one that moves, or goes, is closed within a quarter of a second", async () => {
  const taskId = await ana.mutation(api.tasks.create, { title: "Roof", channelId });
  const fileId = await saved(PIXEL, "roof.png", "image/png");
  await ana.mutation(api.tasks.addFiles, { taskId, fileIds: [fileId] });
  const at = await addressOf(fileId);
  const secret = await ana.mutation(api.channels.create, { name: "secret", isPrivate: true });
  const move = async (to: Id<"channels">) => await ana.mutation(api.tasks.update, { taskId, channelId: to });
  for (const [take, giveBack] of [
    [async () => await move(secret), async () => await move(channelId)],
    [
      async () => await ana.mutation(api.tasks.remove, { taskId }),
      async () => await ana.mutation(api.tasks.restore, { taskId }),
    ],
    [
      async () => await ana.mutation(api.tasks.removeFile, { taskId, fileId }),
      async () => await ana.mutation(api.tasks.restoreFile, { taskId, fileId }),
    ],
    [
      async () => await ana.mutation(api.channels.removeMember, { channelId, userId: benId }),
      async () => await ana.mutation(api.channels.addMember, { channelId, userId: benId }),
    ],
  ]) {
    expect((await fetch(at)).status).toBe(200);
    await take!();
    const since = performance.now();
    expect((await fetch(at)).status).toBe(404);
    expect(performance.now() - since).toBeLessThan(250);
    await giveBack!();
  }
  const zoe = await member(url, "Zoe");
  await expect(zoe.client.query(api.files.ofTask, { taskId })).rejects.toMatchObject({
    data: { code: "NOT_FOUND" },
  });
  const { pass } = (await zoe.client.query(api.files.pass, {}))!;
  at.searchParams.set("pass", pass);
  expect((await fetch(at)).status).toBe(404);
});

test("an address without a pass, with another's, or to what is no file, opens nothing", async () => {
  const at = await sent(PIXEL, "plan.png", "image/png");
  const zoe = await member(url, "Zoe");
  const { pass } = (await zoe.client.query(api.files.pass, {}))!;
  const other = (change: (address: URL) => void) => {
    const address = new URL(at);
    change(address);
    return address;
  };
  for (const bad of [
    other(({ searchParams }) => searchParams.delete("pass")),
    other(({ searchParams }) => searchParams.set("pass", pass)),
    other(({ searchParams }) => searchParams.set("pass", "x".repeat(10_000))),
    other((address) => (address.pathname = `/http/files/${channelId}`)),
    other((address) => (address.pathname = "/http/files/")),
  ])
    expect((await fetch(bad)).status, bad.href.slice(0, 200)).toBe(404);
});
