/** Pictures of people: chosen and cut by one, seen by the other wherever their initials were. */
import { encode } from "fast-png";
import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

/** What a photo says of where it was taken. */
const PLACE = "51.5007N 0.1246W";

/** Left half red, right half blue, so that it can be seen which part was cut out. */
function halves(width: number, height: number) {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) data[i * 3 + (i % width < width / 2 ? 0 : 2)] = 255;
  const buffer = Buffer.from(encode({ width, height, data, channels: 3, text: { Comment: PLACE } }));
  return { name: "me.png", mimeType: "image/png", buffer };
}

/** Red, green and blue of the middle of a picture, and its pixels. */
async function middleOf(img: Locator) {
  await expect(img).toBeVisible();
  return await img.evaluate((picture: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 3;
    const pen = canvas.getContext("2d")!;
    pen.drawImage(picture, 0, 0, 3, 3);
    return {
      side: picture.naturalWidth,
      isBlue: pen.getImageData(1, 1, 1, 1).data[2]! > 200,
      isRed: pen.getImageData(1, 1, 1, 1).data[0]! > 200,
    };
  });
}

test("a picture is cut by keys and is seen by others in chat and on a card, with one download, until it is removed", async ({
  ana,
  ben,
}) => {
  const { page } = ana;
  await ana.say("First");
  await ben.say("Between");
  await ana.say("Second");
  await ana.openBoard();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await page.getByLabel("New task in To do").fill("Ship it");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await ana.card("Ship it").click();
  await page.getByRole("button", { name: "Assignee: unassigned" }).click();
  await page.keyboard.type("Ana");
  await page.getByRole("option", { name: /Ana/ }).first().click();

  const asked: string[] = [];
  ben.page.on("request", (request) => {
    if (request.url().includes("/files/")) asked.push(request.url());
  });
  const faces = ben.page.getByRole("main").locator("img[src^='blob:']");
  await expect(ben.message("Second")).toBeVisible();
  await expect(faces).toHaveCount(0);

  await page.keyboard.press("Control+,");
  const field = page.getByRole("region", { name: "Picture" });
  await field.locator("input[type=file]").setInputFiles(halves(4_000, 3_000));
  const dialog = page.getByRole("dialog", { name: "Position the picture" });
  // The part is moved to the right until it is blue.
  await dialog.getByRole("application").focus();
  await page.keyboard.press("+");
  for (let i = 0; i < 60; i++) await page.keyboard.press("ArrowLeft");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  const own = field.getByRole("img", { includeHidden: true }).or(field.locator("img"));
  expect(await middleOf(own)).toEqual({ side: 256, isBlue: true, isRed: false });

  await expect(faces).toHaveCount(2);
  expect(await middleOf(faces.first())).toEqual({ side: 96, isBlue: true, isRed: false });
  await ben.openBoard();
  const onCard = ben.column("To do").locator("img");
  expect(await middleOf(onCard)).toMatchObject({ side: 96 });
  expect(asked).toHaveLength(1);
  const photo = halves(8, 8).buffer.toString("latin1");
  const sent = (await (await ben.page.request.get(asked[0]!)).body()).toString("latin1");
  expect([photo.includes(PLACE), sent.includes(PLACE)]).toEqual([true, false]);
  await ben.page.reload();
  expect(await middleOf(onCard)).toMatchObject({ side: 96 });
  expect(asked).toHaveLength(1);

  await field.getByRole("button", { name: "Remove" }).click();
  await expect(ben.column("To do")).toContainText("AR");
  expect((await ben.page.request.get(asked[0]!)).status()).toBe(404);
});

test("an emoji that one adds is written, reacted with and seen by the other, until it is removed and its name stands there", async ({
  ana,
  ben,
}) => {
  const { page } = ben;
  await page.keyboard.press("Control+,");
  await page.getByRole("radio", { name: "Emoji" }).check();
  const form = page.getByRole("form", { name: "Add an emoji" });
  await form.locator("input[type=file]").setInputFiles({ ...halves(300, 200), name: "Party Parrot.PNG" });
  await expect(form.getByLabel("Name")).toHaveValue("party-parrot");
  await form.getByLabel("Name").fill("tada");
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(page.getByText("A standard emoji has this name. Choose another one.")).toBeVisible();
  await form.getByLabel("Name").fill("Party parrot");
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(page.getByRole("list", { name: "Emoji of this workspace" })).toContainText("Added by Ben Ito");
  await page.keyboard.press("Escape");

  // Ana writes it by its first letters, and a standard one beside it.
  await ana.composer().pressSequentially("Look :party");
  await ana.page.getByRole("option", { name: ":party-parrot:" }).waitFor();
  await ana.page.keyboard.press("Enter");
  await ana.composer().pressSequentially(":tad");
  await ana.page.getByRole("option", { name: ":tada:" }).waitFor();
  await ana.page.keyboard.press("Enter");
  await expect(ana.composer()).toHaveValue("Look :party-parrot: 🎉 ");
  await ana.page.keyboard.press("Enter");
  const row = ben.message("Look");
  const shown = row.getByRole("img", { name: ":party-parrot:" });
  await expect
    .poll(async () => await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
    .toEqual([128, 85]);

  // A finger rests on the message.
  await row.dispatchEvent("pointerdown", { pointerType: "touch" });
  await page.getByRole("button", { name: "More reactions" }).tap();
  await page.getByRole("dialog", { name: "Emoji" }).getByRole("gridcell", { name: "party-parrot" }).click();
  const reaction = ana.message("Look").getByRole("button", { name: /^:party-parrot: 1/ });
  await expect(reaction.getByRole("img")).toBeVisible();
  await reaction.click();
  await expect(row.getByRole("button", { name: /^:party-parrot: 2/ })).toBeVisible();

  await ana.page.keyboard.press("Control+,");
  await ana.page.getByRole("radio", { name: "Emoji" }).check();
  await ana.page.getByRole("button", { name: "Remove :party-parrot:" }).click();
  const asked = ana.page.getByRole("dialog", { name: "Remove :party-parrot:?" });
  await asked.getByRole("button", { name: "Remove emoji" }).click();
  await expect(row).toContainText("Look :party-parrot: 🎉");
  await expect(row.getByRole("button", { name: /^:party-parrot: 2/ })).toContainText(":party-parrot:");
  await expect(shown).toBeHidden();
});
