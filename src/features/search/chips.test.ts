import { expect, test } from "vitest";
import { searchPath } from "@convex/shared/addresses";
import { readAddress } from "./address";
import { fromField, operatorsLike, toField, typingIn, withOperator } from "./chips";
import { leftAt, noteLeft, noteSearch, recentSearches } from "./recentSearches";

test("operators become chips, and the field gives the same search back", () => {
  const field = toField('from:ana plan "next week" -has:link dra');
  expect(field.chips.map(({ name, value, isNot }) => [name, value, isNot])).toEqual([
    ["from", "ana", false],
    ["has", "link", true],
  ]);
  expect(field.words).toBe('plan "next week" dra');
  const text = fromField(field);
  expect(text).toBe('from:ana -has:link plan "next week" dra');
  expect(fromField(toField(text))).toBe(text);
});

test("the operator at the end of the text is the one whose value is typed", () => {
  expect(typingIn("plan from:an")).toEqual({ name: "from", isNot: false, value: "an", before: "plan" });
  expect(typingIn('-in:"gene')).toEqual({ name: "in", isNot: true, value: "gene", before: "" });
  for (const text of ["from:ana ", "http:", "plan", ""]) expect(typingIn(text)).toBeNull();
});

test("a chosen operator stands in the place of its beginning", () => {
  expect(operatorsLike("plan ha")).toEqual(["has"]);
  expect(withOperator("plan ha", "has")).toBe("plan has:");
  expect(withOperator("plan", "from")).toBe("plan from:");
  expect(withOperator("", "from")).toBe("from:");
});

test("an address holds the search, its kind and its order", () => {
  const address = { text: "from:ana 京都 & more", tab: "task", order: "best" } as const;
  const { searchParams } = new URL(searchPath(address.text, address), "http://localhost");
  expect(readAddress(searchParams)).toEqual(address);
  expect(readAddress(new URLSearchParams("q=a&tab=x&order=y"))).toEqual({
    text: "a",
    tab: "all",
    order: "newest",
  });
});

test("recent searches are each person's own, the newest first, each once, and few", () => {
  for (let i = 0; i < 12; i++) noteSearch("ana", `plan ${i}`);
  noteSearch("ana", " plan 6 ");
  noteSearch("ana", "  ");
  expect(recentSearches("ana").slice(0, 2)).toEqual(["plan 6", "plan 11"]);
  expect(recentSearches("ana")).toHaveLength(8);
  expect(recentSearches("ben")).toEqual([]);
  localStorage.setItem("tandem:searches:ben", "{damaged");
  expect(recentSearches("ben")).toEqual([]);
});

test("who comes back to results finds them as they left them", () => {
  expect(leftAt("/search?q=a")).toEqual({ count: 0, top: 0 });
  noteLeft("/search?q=a", { count: 60, top: 900 });
  for (let i = 0; i < 40; i++) noteLeft(`/search?q=${i}`, { count: 1, top: 1 });
  expect(leftAt("/search?q=a")).toEqual({ count: 60, top: 900 });
});
