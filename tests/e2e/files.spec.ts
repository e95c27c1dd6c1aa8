/** Files, as people send and see them: each is there once, whatever happens on its way, and nobody else gets it. */
import { encode } from "fast-png";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

type File = { name: string; mimeType: string; buffer: Buffer };

/** A picture of one colour with a line across, so that it is no small file of nothing. */
function picture(width: number, height: number, seed = 1): Buffer {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = ((i * seed) % 251) & (i % 3 === 0 ? 255 : 127);
  return Buffer.from(encode({ width, height, data, channels: 3 }));
}

const photo = (name: string, seed = 1): File => ({
  name,
  mimeType: "image/png",
  buffer: picture(1_200, 800, seed),
});
const note: File = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("one\ntwo\n") };

test("files are sent with a message, shown at once and to others, and open over the page", async ({
  ana,
  ben,
}) => {
  await ana.page.locator("[data-attach]").setInputFiles([photo("roof.png"), note]);
  const composer = ana.page.getByRole("form", { name: /^Message/ });
  await expect(composer.getByText("roof.png")).toBeVisible();
  await expect(composer.getByText("notes.txt")).toBeVisible();
  await ana.say("Here they are");
  await expect(composer.getByText("roof.png")).toBeHidden();

  const shown = ben.page.getByRole("button", { name: "Open roof.png" }).getByRole("img");
  await expect(shown).toBeVisible();
  await expect
    .poll(async () => await shown.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
  // The list has the smaller picture.
  expect(await shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(960);
  await shown.click();
  const viewer = ben.page.getByRole("dialog", { name: "roof.png" });
  await expect(viewer).toBeVisible();
  await ben.page.keyboard.press("ArrowRight");
  await expect(ben.page.getByRole("dialog", { name: "notes.txt" }).getByText("two")).toBeVisible();
  await ben.page.keyboard.press("Escape");
  await expect(ben.page.getByRole("dialog")).toBeHidden();
});

test("a reload while files are sent, and a connection that is lost, lose none and double none", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await page.route("**/api/storage/upload**", (route) => route.abort());
  await page.locator("[data-attach]").setInputFiles([photo("one.png", 3), photo("two.png", 5)]);
  await ana.say("Two of them");
  await expect(page.getByText("one.png")).toBeVisible();
  await page.unroute("**/api/storage/upload**");
  await page.reload();
  for (const name of ["one.png", "two.png"])
    await expect(ben.page.getByRole("button", { name: `Open ${name}` })).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Open one.png" })).toHaveCount(1);
  await expect(ben.message("Two of them")).toHaveCount(1);
});

test("files can be pasted and dropped; what was not sent is there again after a reload, and can be taken out", async ({
  ana,
}) => {
  const { page } = ana;
  const bytes = [...picture(40, 30)];
  const give = async (kind: "paste" | "drop", name: string) =>
    await page.evaluate(
      ({ kind, name, bytes }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
        const field = document.querySelector("textarea")!;
        const event =
          kind === "paste"
            ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
        field.dispatchEvent(event);
      },
      { kind, name, bytes },
    );
  const composer = page.getByRole("form", { name: /^Message/ });
  await give("paste", "pasted.png");
  await give("drop", "dropped.png");
  await give("drop", "dropped.png");
  await expect(composer.getByRole("listitem")).toHaveCount(2);
  await page.reload();
  await expect(composer.getByRole("listitem")).toHaveCount(2);
  await composer.getByRole("button", { name: "Remove pasted.png" }).click();
  await expect(composer.getByRole("listitem")).toHaveCount(1);
});

test("a file's address opens it for its reader, and for nobody else", async ({ ana, ben, stranger }) => {
  await ana.page.locator("[data-attach]").setInputFiles([photo("plan.png")]);
  await ana.say("");
  const address = await ben.page
    .getByRole("button", { name: "Open plan.png" })
    .getByRole("img")
    .evaluate((img: HTMLImageElement) => img.src);
  const { request } = stranger.context();
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");
  for (const bad of [address.replace(/pass=[^&]+/, "pass=x"), address.split("?")[0]!])
    expect((await request.get(bad)).status()).toBe(404);
});

test("a file is found by its name and by what stands in it, has a link, and leads to its conversation", async ({
  ana,
  ben,
}) => {
  const minutes = { ...note, name: "minutes.txt", buffer: Buffer.from("We moved the launch to Kyoto.\n") };
  await ana.page.locator("[data-attach]").setInputFiles([photo("harbour.png"), minutes]);
  await ana.say("From today");
  await expect(ben.message("From today")).toBeVisible();
  const found = ben.page.getByRole("main").getByRole("article");
  await ben.page.goto(`${new URL(ben.page.url()).origin}/search?q=kyoto`);
  await expect(found).toHaveCount(1);
  await expect(found.locator("mark")).toHaveText("Kyoto");
  await ben.page.goto(`${new URL(ben.page.url()).origin}/search?q=has:image&tab=file`);
  await expect(found).toHaveCount(1);
  await found.getByRole("button", { name: "harbour.png" }).click();
  const viewer = ben.page.getByRole("dialog", { name: "harbour.png" });
  await viewer.getByRole("button", { name: "Show in conversation" }).click();
  await expect(viewer).toBeHidden();
  await expect(ben.message("From today")).toBeVisible();

  await ben.message("From today").getByRole("button", { name: "Open harbour.png" }).click();
  await ben.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await viewer.getByRole("button", { name: "Copy link to file" }).click();
  await expect(ben.page.getByText("Link copied")).toBeVisible();
  const link = await ben.page.evaluate(async () => await navigator.clipboard.readText());
  await ana.page.goto(link);
  await expect(ana.page.getByRole("dialog", { name: "harbour.png" })).toBeVisible();
  await ana.page.keyboard.press("Escape");
  await expect(ana.page).toHaveURL(/\/files$/);
  await ana.page.goto(link.replace(/file=.*/, "file=nothing"));
  await expect(ana.page.getByRole("dialog", { name: "This file isn’t here" })).toBeVisible();
});

/** What sets a mark where it runs, in kinds of files that browsers run or once ran. */
const MARK = "parent.ran = top.ran = true; alert(1)";
const HARMFUL: File[] = [
  ["page.html", "text/html", `<script>${MARK}</script><img src=x onerror="${MARK}">`],
  [
    "picture.svg",
    "image/svg+xml",
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${MARK}"><script>${MARK}</script></svg>`,
  ],
  [
    "page.xhtml",
    "application/xhtml+xml",
    `<html xmlns="http://www.w3.org/1999/xhtml"><script>${MARK}</script></html>`,
  ],
  ["both.gif", "image/gif", `GIF89a/*\x00\x00*/=1;${MARK};`],
  ["script.js", "text/javascript", MARK],
  ["picture.png", "image/png", `<script>${MARK}</script>`],
  [
    "paper.pdf",
    "application/pdf",
    `%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj<script>${MARK}</script>`,
  ],
].map(([name, mimeType, text]) => ({ name: name!, mimeType: mimeType!, buffer: Buffer.from(text!) }));

test("what can carry script runs in no frame, script, object or window of the app's origin", async ({
  ana,
}) => {
  let alerts = 0;
  ana.page.on("dialog", (dialog) => void (alerts++, dialog.dismiss()));
  await ana.page.locator("[data-attach]").setInputFiles(HARMFUL);
  await ana.say("Careful");
  await expect(ana.message("Careful").getByRole("link", { name: /^Download/ })).toHaveCount(6);
  const urls = await ana.page.evaluate(async () => {
    const shown = [...document.querySelectorAll<HTMLAnchorElement>("main a[download], main img")];
    return shown.map((one) => one.getAttribute("href") ?? one.getAttribute("src") ?? "");
  });
  expect(urls.length).toBeGreaterThanOrEqual(HARMFUL.length);
  const plain = urls.map((url) => url.replace(/&(?:download|preview)=1/g, ""));
  const ran = await ana.page.evaluate(async (addresses) => {
    const settled = (element: HTMLElement) =>
      new Promise<void>((resolve) => {
        // A download in the place of a page ends without a word: the request itself is waited for below.
        element.addEventListener("load", () => resolve());
        element.addEventListener("error", () => resolve());
      });
    for (const address of addresses) {
      await fetch(address).then(async (answer) => await answer.arrayBuffer());
      for (const name of ["script", "img"] as const) {
        const element = document.createElement(name);
        element.src = address;
        const done = settled(element);
        document.body.append(element);
        await done;
      }
      for (const name of ["iframe", "embed"] as const) {
        const element = document.createElement(name);
        element.src = address;
        document.body.append(element);
      }
      const object = document.createElement("object");
      object.data = address;
      document.body.append(object);
    }
    for (const address of addresses)
      await fetch(address, { cache: "reload" }).then(async (one) => await one.text());
    return (window as { ran?: boolean }).ran === true;
  }, plain);
  expect([ran, alerts]).toEqual([false, 0]);
  // In a window of its own it is kept as a file, or shown as a picture.
  for (const url of plain) {
    const answer = await ana.page.request.get(new URL(url, ana.page.url()).href);
    const { "content-type": type = "", "content-disposition": how = "" } = answer.headers();
    expect([url, /^image\/(?:gif|png)$/.test(type) || how.startsWith("attachment")]).toEqual([url, true]);
  }
});
