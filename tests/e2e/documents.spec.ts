/** Documents and films, as people send, see and find them. */
import { inBoth } from "../support/accessible.ts";
import { paper } from "../support/paper.ts";
import type { Person } from "../support/person.ts";
import { expect, test } from "./fixtures.ts";

const PHONE = { width: 390, height: 844 };
const SCRIPT = "<< /S /JavaScript /JS (app.alert(1); this.submitForm('/')) >>";

const plan = {
  name: "plan.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from(paper(["We meet in Kyoto", "and go on to Osaka"], `/OpenAction ${SCRIPT}`)),
};

/** Half a second in one colour, 32 by 48 pixels. */
const FILM =
  "GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAALMEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCArrsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD/8/fTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFhwMeIJW305iDgQFV7oEBhoVWX1ZQOOCdsIEguoEwU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAdrngQCg4KG0gQAAAJACAJ0BKiAAMAADhwiFhYiZhIgTAgJ08pVxk6FAAP7oOKVerzKv/lK/+N3+7LeAAHWhp6al7oEBpaBQAgCdASogADAACccIhYWImYSINIIABwygaZwA/u0iAKDFoaWBAGUA0QEADhDIABgAHEf0DAAhiyD+4t/Juw7//CtfytfytW+AdaGYppbugQGlkbEBACcRjAAYABhYL/QACIgA+4EAoMihqIEAzADRAQAOEIQAGAAcR/QMACGLIP7qZfnatj7Pv/nYP/vR/6Y9RAB1oZimlu6BAaWRsQEAJxF8ABgAGFgv9AAIiAD7gWWgyqGqgQExABECAA4QbAAYB2AQO5DmmYBH1ND+7CZeRSLGVv/ppH/Gkf8aR8podaGYppbugQGlkbEBACcRbAAYABhYL/QACIgA+4HMoMqhqYEBlQDRAQAOEFgAGAAcR/QMACGLIP7tkD60LQgc/+vR/+ej/89H+cAAdaGYppbugQGlkbEBACcRMAAYABhYL/QACIgA+4IBMaDKoamBAf8A0QEADhBIABgAHEf0DAAhiyD+7nZ/i2KQ3M/+zu/+nd/9O7+98HWhmKaW7oEBpZGxAQAnERgAGAAYWC/0AAiIAPuCAZUcU7trjbuLs4EAt4b3gQHxgdQ=";
const film = { name: "harbour.webm", mimeType: "video/webm", buffer: Buffer.from(FILM, "base64") };

/** Whether something is drawn on a page: its paper alone is white. */
const isDrawn = async (person: Person, name: string) =>
  await person.page.getByRole("img", { name }).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((part) => part < 128);
  });

test("a PDF is read page by page and found by its words, a film has its place, and a new task takes both along", async ({
  ana,
  ben,
}) => {
  const said: string[] = [];
  for (const { page } of [ana, ben])
    page.on("dialog", (dialog) => {
      // A reload asks first where something is on its way.
      if (dialog.type() !== "beforeunload") said.push(dialog.message());
      void dialog.accept();
    });
  await ana.page.locator("[data-attach]").setInputFiles([plan, film]);
  await ana.say("The trip");
  const shown = ben.message("The trip");
  await expect(shown.locator("video")).toHaveCSS("aspect-ratio", "32 / 48");
  await expect(shown.locator("video")).toHaveAttribute("poster", /preview=1/);

  await shown.getByRole("button", { name: /^plan\.pdf/ }).click();
  const viewer = ben.page.getByRole("dialog", { name: "plan.pdf" });
  const first = "plan.pdf, page 1 of 2";
  await expect(viewer.getByText("We meet in Kyoto")).toBeAttached();
  expect(await isDrawn(ben, first)).toBe(true);
  await expect(viewer.getByText(/letters/)).toBeHidden();
  await inBoth(ben.page, "a PDF");
  await ben.page.keyboard.press("PageDown");
  await expect(viewer.getByText("and go on to Osaka")).toBeAttached();
  await ben.page.setViewportSize(PHONE);
  await viewer.getByRole("button", { name: "Previous page" }).click();
  await viewer.getByRole("button", { name: "Zoom in" }).first().click();
  const page = viewer.getByRole("img", { name: first });
  await expect.poll(async () => (await page.boundingBox())!.width).toBeGreaterThan(PHONE.width);
  await ben.page.keyboard.press("Escape");
  await ben.page.goto(`${new URL(ben.page.url()).origin}/search?q=osaka`);
  await expect(ben.page.getByRole("main").getByRole("article").locator("mark")).toHaveText("Osaka");

  await ana.page.getByRole("link", { name: "Board" }).last().click();
  const openDialog = async () => {
    await ana.column("To do").waitFor();
    await ana.page.keyboard.press("Control+k");
    await ana.page.getByRole("combobox").fill("new task");
    await ana.page.getByRole("option", { name: "New task" }).first().click();
  };
  const dialog = ana.page.getByRole("dialog", { name: "New task" });
  await openDialog();
  await dialog.locator("[data-attach]").setInputFiles([plan]);
  await expect(dialog.getByText("plan.pdf")).toBeVisible();
  await dialog.getByLabel("Title").fill("Book the train");
  await ana.page.reload();
  await openDialog();
  await expect(dialog.getByText("plan.pdf")).toBeVisible();
  await dialog.getByRole("button", { name: "Create task" }).click();
  const files = ana.page.getByRole("complementary", { name: "Task" }).getByRole("region", { name: "Files" });
  await expect(files.getByRole("button", { name: /^plan\.pdf/ })).toBeVisible();
  expect([...said, ...ana.problems, ...ben.problems]).toEqual([]);
});
