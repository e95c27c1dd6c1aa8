/** Files on cards, as two people see them. */
import { encode } from "fast-png";
import { inBoth } from "../support/accessible.ts";
import type { Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

test.use({ benIsOnPhone: true });

const picture = (name: string, shade: number) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from(
    encode({ width: 300, height: 200, data: new Uint8Array(300 * 200 * 3).fill(shade), channels: 3 }),
  ),
});
const note = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("one\ntwo\n") };

async function makeTask(ana: Person, title: string): Promise<void> {
  await ana.page.getByRole("link", { name: "Board" }).last().click();
  await ana.column("To do").getByRole("button", { name: "New task" }).click();
  await ana.page.getByLabel("New task in To do").fill(title);
  await ana.page.keyboard.press("Enter");
  await ana.page.keyboard.press("Escape");
}

const open = async (person: Person, title: string) => {
  await person.card(title).click();
  await pane(person).getByRole("textbox", { name: "Title" }).waitFor();
};
const pane = ({ page }: Person) => page.getByRole("complementary", { name: "Task" });
const filesIn = (person: Person) => pane(person).getByRole("region", { name: "Files" });

test("files on a card are chosen, dropped and pasted, seen by both, taken off and put back", async ({
  ana,
  ben,
}) => {
  await ana.goToChannel("general");
  await makeTask(ana, "Mend the roof");
  await open(ana, "Mend the roof");
  await filesIn(ana)
    .locator("[data-attach]")
    .setInputFiles([picture("roof.png", 90), note]);
  await expect(filesIn(ana).getByRole("button", { name: "Open roof.png" })).toBeVisible();

  await ben.page.getByRole("link", { name: "Board" }).last().click();
  await expect(ben.card("Mend the roof")).toBeVisible();
  await expect(ben.page.getByTitle("2 files")).toBeVisible();
  await open(ben, "Mend the roof");
  const shown = filesIn(ben).getByRole("button", { name: "Open roof.png" }).getByRole("img");
  await expect
    .poll(async () => await shown.evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
  await expect(filesIn(ben).getByText("notes.txt")).toBeVisible();

  const give = async (kind: "paste" | "drop", name: string) =>
    await pane(ben)
      .getByRole("textbox", { name: "Title" })
      .evaluate(
        (field, { kind, name, bytes }) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
          const event =
            kind === "paste"
              ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
          field.dispatchEvent(event);
        },
        { kind, name, bytes: [...picture(name, kind === "paste" ? 10 : 200).buffer] },
      );
  await give("drop", "dropped.png");
  await give("paste", "pasted.png");
  await expect(filesIn(ana).getByRole("button", { name: "Open dropped.png" })).toBeVisible();
  await expect(filesIn(ana).getByRole("button", { name: "Open pasted.png" })).toBeVisible();
  await inBoth(ana.page, "a card with files");

  await filesIn(ana).getByRole("button", { name: "Open dropped.png" }).hover();
  await filesIn(ana).getByRole("button", { name: "Remove dropped.png" }).click();
  await expect(filesIn(ben).getByRole("button", { name: "Open dropped.png" })).toBeHidden();
  await expect(pane(ben).getByText(/removed .*dropped\.png/)).toBeVisible();
  await ana.page.getByRole("button", { name: "Undo" }).click();
  await expect(filesIn(ben).getByRole("button", { name: "Open dropped.png" })).toBeVisible();

  await filesIn(ben).getByRole("button", { name: "Open roof.png" }).click();
  await expect(ben.page.getByRole("dialog", { name: "roof.png" })).toBeVisible();
  await ben.page.keyboard.press("Escape");
  await expect(ben.page.getByRole("dialog")).toBeHidden();

  await pane(ben).getByRole("button", { name: "Close" }).click();
  await ben.page.getByRole("link", { name: "Files" }).click();
  await ben.page.getByRole("link", { name: "Open the card of notes.txt" }).click();
  await expect(filesIn(ben).getByText("notes.txt")).toBeVisible();
  await inBoth(ben.page, "files of a channel with a card");
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test("a file that is on its way when the page is closed is on the card later, once", async ({ ana, ben }) => {
  const { page } = ana;
  await ana.goToChannel("general");
  await makeTask(ana, "Paint the wall");
  await open(ana, "Paint the wall");
  await page.route("**/api/storage/upload**", (route) => route.abort());
  await filesIn(ana)
    .locator("[data-attach]")
    .setInputFiles([picture("wall.png", 30)]);
  await expect(filesIn(ana).getByText("wall.png")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.unroute("**/api/storage/upload**");
  await page.reload();
  await ben.goToChannel("general");
  await ben.page.getByRole("link", { name: "Board" }).last().click();
  await open(ben, "Paint the wall");
  await expect(filesIn(ben).getByRole("button", { name: "Open wall.png" })).toHaveCount(1);
  await expect(ben.page.getByTitle("1 file")).toBeVisible();
});
