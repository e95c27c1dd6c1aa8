import { expect, test } from "vitest";
import { bookmarkAddress, movedBefore } from "./bookmarks";

test.each([
  ["https://example.com/a?b#c", "https://example.com/a?b#c"],
  [" example.com ", "https://example.com/"],
  ["example.com:8080/x", "https://example.com:8080/x"],
  ["HTTP://example.com", "http://example.com/"],
  ["localhost:3000", "https://localhost:3000/"],
  ["mailto:ana@example.com", "mailto:ana@example.com"],
  ["ana@example.com", "mailto:ana@example.com"],
  ["/c/abc/m/def", "/c/abc/m/def"],
  ["/board?task=abc", "/board?task=abc"],
  ["https://team.example.com/c/abc", "/c/abc"],
])("%s is kept as %s", (typed, kept) => {
  expect(bookmarkAddress(typed, "https://team.example.com")).toBe(kept);
});

test.each([
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\nscript:alert(1)",
  " javascript://example.com/%0aalert(1)",
  "data:text/html,<script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://example.com/1",
  "//example.com",
  "/\\example.com",
  "/\t/example.com",
  "/..//example.com",
  "tel:123",
  "word",
  "two words",
  "https://",
  "https://ana:secret@example.com",
  "",
])("%j is refused", (typed) => {
  expect(bookmarkAddress(typed)).toBeUndefined();
});

test("what was kept is kept as it is", () => {
  for (const typed of ["example.com", "ana@example.com", "/c/a b", "https://exämple.com/ü"]) {
    const kept = bookmarkAddress(typed)!;
    expect(bookmarkAddress(kept)).toBe(kept);
  }
});

test("one is moved before another, to the end, or stays where it or its place is gone", () => {
  const rows = ["a", "b", "c"].map((_id) => ({ _id }));
  const moved = (id: string, before?: string) =>
    movedBefore(rows, id, before)
      .map(({ _id }) => _id)
      .join("");
  expect(moved("c", "a")).toBe("cab");
  expect(moved("a")).toBe("bca");
  expect(moved("a", "c")).toBe("bac");
  expect(moved("b", "b")).toBe("abc");
  expect(moved("x", "a")).toBe("abc");
  expect(moved("a", "x")).toBe("bca");
});
