import { expect, test } from "vitest";
import { tableIn } from "./paste";

test("the table of a spreadsheet becomes one in Markdown", () => {
  const html = "<meta><table><tr><td>Name</td><td>Sum</td></tr><tr><td>A|B</td><td> 1\n2 </td></tr></table>";
  expect(tableIn(html)).toBe("| Name | Sum |\n| --- | --- |\n| A\\|B | 1 2 |");
});

test.each([
  ["text around it", "<p>See:</p><table><tr><td>a</td><td>b</td></tr></table>"],
  ["one column", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>"],
  ["more cells than a message should have", `<table>${"<tr><td>a</td><td>b</td></tr>".repeat(501)}</table>`],
  ["no table", "<b>bold</b>"],
  ["nothing", ""],
])("a paste with %s stays as it is", (_, html) => {
  expect(tableIn(html)).toBeNull();
});
