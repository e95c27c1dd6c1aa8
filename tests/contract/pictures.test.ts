/** Pictures of people and emoji over HTTP: who reads one, and that what is no picture is nobody's. */
import { ConvexHttpClient } from "convex/browser";
import { encode } from "fast-png";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { member } from "../support/member.ts";
import { giveBackServer, takeServer } from "../support/servers.ts";

let url: string;
let ana: ConvexHttpClient;
let ben: ConvexHttpClient;
let benId: Id<"users">;

beforeEach(async () => {
  const server = await takeServer();
  onTestFinished(async () => await giveBackServer(server));
  url = `http://127.0.0.1:${server.engine.port}`;
  const [first, second] = [await member(url, "Ana"), await member(url, "Ben")];
  [ana, ben, benId] = [first.client, second.client, second.id];
});

const here = (address: string) => {
  const { pathname, search } = new URL(address);
  return new URL(`${url}${pathname}${search}`);
};

async function uploaded(content: string | Uint8Array<ArrayBuffer>, type = "image/png") {
  const address = here(await ben.mutation(api.files.generateUploadUrl, {}));
  const answer = await fetch(address, { method: "POST", headers: { "content-type": type }, body: content });
  return ((await answer.json()) as { storageId: Id<"_storage"> }).storageId;
}

const png = (side: number) =>
  new Uint8Array(encode({ width: side, height: side, data: new Uint8Array(side * side * 3), channels: 3 }));

async function setPicture(): Promise<string> {
  const upload = { storageId: await uploaded(png(256)), smallId: await uploaded(png(96)) };
  await ben.action(api.outside.files.pictures.setMine, upload);
  const [seen] = await ana.query(api.users.names, { ids: [benId] });
  return seen!.picture!;
}

async function addressFor(client: ConvexHttpClient, picture: string): Promise<URL> {
  const { at, pass } = (await client.query(api.files.pass, {}))!;
  return here(`${at}/${picture}?pass=${pass}`);
}

test("every member reads it in both sizes by the door of files, and not again where it is known", async () => {
  const picture = await setPicture();
  const at = await addressFor(ana, picture);
  const whole = await fetch(at);
  expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(whole.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(png(256));
  const small = await fetch(`${at.href}&preview=1`);
  expect(new Uint8Array(await small.arrayBuffer())).toEqual(png(96));
  const known = { headers: { "if-none-match": small.headers.get("etag")! } };
  expect((await fetch(`${at.href}&preview=1`, known)).status).toBe(304);
});

test("a stranger, who is no member any more, and who asks for a former one get nothing, at once", async () => {
  const picture = await setPicture();
  const at = await addressFor(ana, picture);
  expect((await fetch(`${at.origin}${at.pathname}`)).status).toBe(404);
  const own = await addressFor(ben, picture);
  expect((await fetch(own)).status).toBe(200);
  await ana.mutation(api.users.deactivate, { userId: benId });
  const asked = performance.now();
  expect((await fetch(own)).status).toBe(404);
  expect(performance.now() - asked).toBeLessThan(250);
  await ana.mutation(api.users.reactivate, { userId: benId });
  const next = await setPicture();
  expect((await fetch(at)).status).toBe(404);
  expect((await fetch(await addressFor(ana, next))).status).toBe(200);
  await ana.mutation(api.users.removePicture, { userId: benId });
  expect((await fetch(await addressFor(ana, next))).status).toBe(404);
});

test("what is no picture, or a huge one, is refused whatever it is called", async () => {
  const good = { storageId: await uploaded(png(256)), smallId: await uploaded(png(96)) };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;
  for (const [content, type] of [
    [svg, "image/svg+xml"],
    [svg, "image/png"],
    ["<script>alert(1)</script>", "image/webp"],
    [png(96), "text/html"],
    [png(257), "image/png"],
    [new Uint8Array(300 * 1024), "image/png"],
  ] as const)
    for (const part of ["storageId", "smallId"])
      await expect(
        ben.action(api.outside.files.pictures.setMine, { ...good, [part]: await uploaded(content, type) }),
      ).rejects.toMatchObject({ data: { code: "IMAGE_INVALID" } });
  const stranger = new ConvexHttpClient(url);
  await expect(stranger.action(api.outside.files.pictures.setMine, good)).rejects.toMatchObject({
    data: { code: "NOT_SIGNED_IN" },
  });
  await ben.action(api.outside.files.pictures.setMine, good);
});

/** A GIF of this size by its head, of so many bytes. */
function gif(side: number, size = 40): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  bytes.write("GIF89a");
  for (const at of [6, 8]) bytes.writeUInt16LE(side, at);
  return new Uint8Array(bytes);
}

test("an emoji is read by members, as the animation it is or standing still, and by nobody once it is removed", async () => {
  const upload = { storageId: await uploaded(gif(200), "image/gif"), smallId: await uploaded(png(64)) };
  await ben.action(api.outside.files.pictures.addEmoji, { name: "party-parrot", ...upload });
  const [[name, picture]] = (await ana.query(api.workspace.emojiNames, {})) as [[string, string]];
  expect(name).toBe("party-parrot");
  const at = await addressFor(ana, picture);
  const whole = await fetch(at);
  expect([whole.status, whole.headers.get("content-type")]).toEqual([200, "image/gif"]);
  const still = await fetch(`${at.href}&preview=1`);
  expect(still.headers.get("content-type")).toBe("image/png");
  expect((await fetch(`${at.origin}${at.pathname}?preview=1`)).status).toBe(404);
  const own = await addressFor(ben, picture);
  await ana.mutation(api.users.deactivate, { userId: benId });
  expect((await fetch(own)).status).toBe(404);
  await ana.mutation(api.workspace.removeEmoji, { name });
  expect((await fetch(at)).status).toBe(404);
  expect(await ana.query(api.workspace.emojiNames, {})).toEqual([]);
});

test("what is no small image is no emoji, whatever it is called; nor is one of a stranger or of a taken name", async () => {
  const good = async () => ({ storageId: await uploaded(png(128)), smallId: await uploaded(png(64)) });
  const add = async (client: ConvexHttpClient, name: string, change: object = {}) =>
    await client.action(api.outside.files.pictures.addEmoji, { name, ...(await good()), ...change });
  await add(ben, "there");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`;
  for (const [content, type] of [
    [svg, "image/svg+xml"],
    [svg, "image/gif"],
    [png(129), "image/png"],
    [gif(513), "image/gif"],
    [gif(10, 300 * 1024), "image/gif"],
    ["", "image/png"],
  ] as const)
    await expect(add(ben, "fresh", { storageId: await uploaded(content, type) })).rejects.toMatchObject({
      data: { code: "IMAGE_INVALID" },
    });
  const stranger = new ConvexHttpClient(url);
  for (const [client, name, code] of [
    [stranger, "fresh", "NOT_SIGNED_IN"],
    [ana, "there", "EMOJI_NAME_TAKEN"],
    [ana, "tada", "EMOJI_NAME_STANDARD"],
    [ana, "x".repeat(10_000), "EMOJI_NAME_INVALID"],
  ] as const)
    await expect(add(client, name)).rejects.toMatchObject({ data: { code } });
  await expect(stranger.query(api.workspace.emojiNames, {})).rejects.toMatchObject({
    data: { code: "NOT_SIGNED_IN" },
  });
});
