/** What was typed is kept over a reload; what is done without a server: see device.spec.ts. */
import { expect, test } from "./fixtures.ts";

test("a draft stays in its channel over a reload", async ({ ana }) => {
  await ana.composer().fill("A thought that is not");
  await ana.page.reload();
  await expect(ana.composer()).toHaveValue("A thought that is not");
});
