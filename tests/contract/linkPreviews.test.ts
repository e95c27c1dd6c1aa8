/** Link previews on the real engine: the sender, a page on loopback that an admin allows, and the picture through our door. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ConvexClient } from "convex/browser";
import { beforeEach, expect, inject, onTestFinished, test, vi } from "vitest";
import { api } from "../../convex/_generated/api.js";
import type { Id } from "../../convex/_generated/dataModel.js";
import { giveBackServer, takeServer } from "../support/servers.ts";
import { signToken } from "../support/testIssuer.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PATIENT = { timeout: 40_000 };

let ana: ConvexClient;
let ben: ConvexClient;
let url: string;
let channelId: Id<"channels">;
/** What was asked of the page's server. */
let asked: string[];
let site: string;

function answer({ url: path = "" }: IncomingMessage, response: ServerResponse): void {
  asked.push(path);
  if (path === "/picture.png") return void response.end(PIXEL);
  if (path === "/text.png") return void response.end("<script>alert(1)</script>");
  if (path === "/away") return void response.writeHead(302, { location: "/page" }).end();
  if (path === "/inside") return void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
  if (path === "/broken") return void response.writeHead(500).end();
  const picture = path === "/odd" ? "text.png" : "picture.png";
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(
    `<title>Page ${path} &lt;b&gt;</title><meta property="og:image" content="/${picture}">
     <meta name="description" content="What it is">`,
  );
}

async function startSite(): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  asked = [];
  const host = await startSite();
  site = `http://${host}`;
  const server = await takeServer();
  const { deployment, port } = server.engine;
  url = `http://127.0.0.1:${port}`;
  const name = "LINK_PREVIEW_ALLOWED_HOSTS";
  await deployment.updateEnvironment([{ name, value: host }]);
  const clients: ConvexClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) await client.close();
    await deployment.updateEnvironment([{ name, value: null }]);
    await giveBackServer(server);
  });
  const joined = async (subject: string) => {
    const client = new ConvexClient(url, { unsavedChangesWarning: false, logger: false });
    clients.push(client);
    client.setAuth(async () => await signToken(inject("issuer"), { subject, name: subject }));
    return { client, id: await client.mutation(api.users.ensure, {}) };
  };
  const first = await joined("Ana");
  const second = await joined("Ben");
  [ana, ben] = [first.client, second.client];
  channelId = await ana.mutation(api.channels.create, { name: "plans", isPrivate: true });
  await ana.mutation(api.channels.addMember, { channelId, userId: second.id });
});

const say = async (text: string) => await ana.mutation(api.messages.create, { channelId, text });
const shown = async (messageId: Id<"messages">) =>
  (await ben.query(api.messages.get, { messageId })).linkPreviews;

/** A message whose link is known to be looked at after those before it: when it has its preview, they had their chance. */
async function untilLooked(): Promise<void> {
  const last = await say(`${site}/last${asked.length}`);
  await vi.waitFor(async () => expect(await shown(last)).toHaveLength(1), PATIENT);
}

test("a link gets its page's title and picture, once for all who link to it, and readers ask this server only", async () => {
  const messageId = await say(`See ${site}/away and ${site}/odd`);
  await vi.waitFor(async () => expect(await shown(messageId)).toHaveLength(2), PATIENT);
  const [first, second] = await shown(messageId);
  expect(first).toMatchObject({
    url: `${site}/away`,
    title: "Page /page <b>",
    description: "What it is",
    site: "127.0.0.1",
    hasPicture: true,
  });
  expect(second).toMatchObject({ title: "Page /odd <b>", hasPicture: false });
  const { pass } = (await ben.query(api.files.pass, {}))!;
  const at = `${url}/http/files/${first!._id}?pass=${pass}&message=${messageId}`;
  const picture = await fetch(at);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(picture.headers.get("content-security-policy")).toContain("sandbox");
  expect(Buffer.from(await picture.arrayBuffer()).equals(PIXEL)).toBe(true);
  const stranger = await fetch(at.replace(pass, "x.y.z"));
  expect(stranger.status).toBe(404);
  const before = asked.length;
  const again = await say(`Again ${site}/odd`);
  await vi.waitFor(async () => expect(await shown(again)).toHaveLength(1), PATIENT);
  expect(asked).toHaveLength(before);
});

test("a message is sent to its readers once more for all of its previews", async () => {
  const seen: number[] = [];
  const stop = ben.onUpdate(
    api.messages.paginated,
    { channelId, paginationOpts: { numItems: 10, cursor: null } },
    ({ page }) => page.length > 0 && seen.push(page[0]!.linkPreviews.length),
  );
  await say(`${site}/page ${site}/odd ${site}/away`);
  await vi.waitFor(() => expect(seen.at(-1)).toBe(3), PATIENT);
  stop();
  expect(seen).toEqual([0, 3]);
});

test("who is removed from the channel loses the picture with the message", async () => {
  const messageId = await say(`${site}/page`);
  await vi.waitFor(async () => expect(await shown(messageId)).toHaveLength(1), PATIENT);
  const [preview] = await shown(messageId);
  const { pass } = (await ben.query(api.files.pass, {}))!;
  const at = `${url}/http/files/${preview!._id}?pass=${pass}&message=${messageId}`;
  expect((await fetch(at)).status).toBe(200);
  const userId = (await ben.query(api.users.me, {}))!._id;
  await ana.mutation(api.channels.removeMember, { channelId, userId });
  expect((await fetch(at)).status).toBe(404);
});

test("what is in no allowed place, or answers nothing, is not shown, and nobody is told", async () => {
  const { port } = new URL(site);
  const links = [`http://localhost:${port}/page`, `http://127.0.0.1:1/`, `${site}/inside`, `${site}/broken`];
  const ids = [];
  for (const link of links) ids.push(await say(link));
  await untilLooked();
  for (const id of ids) expect(await shown(id)).toEqual([]);
  expect(asked.filter((path) => path === "/page")).toEqual([]);
  expect(asked.filter((path) => path === "/inside" || path === "/broken")).toHaveLength(2);
});

test("an edit takes the preview away with the link", async () => {
  const messageId = await say(`${site}/page`);
  await vi.waitFor(async () => expect(await shown(messageId)).toHaveLength(1), PATIENT);
  await ana.mutation(api.messages.update, { messageId, text: "No link" });
  expect(await shown(messageId)).toEqual([]);
});
