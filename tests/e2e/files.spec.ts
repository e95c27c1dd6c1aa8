/** Files, as people send and see them: each is there once, whatever happens on its way, and nobody else gets it. */
import { encode } from "fast-png";
import { expect, test } from "./fixtures.ts";

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
  await expect(ben.page.getByText("Two of them")).toHaveCount(1);
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
