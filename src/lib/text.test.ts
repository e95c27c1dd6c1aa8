import { expect, test } from "vitest";
import { fold, initials } from "./text";
import { isCombo } from "./keys";
import { newId } from "./newId";

test.each([
  ["Ana Ruiz", "AR"],
  ["Miguel Ángel Fernández", "MF"],
  ["zoe", "ZO"],
  ["  ", "?"],
  ["😀 Smile", "😀S"],
])("the initials of %j are %s", (name, letters) => expect(initials(name)).toBe(letters));

test("letters match whatever their accents", () => expect(fold("Ángel")).toBe("angel"));

test("ids are long, plain and never the same", () => {
  const ids = new Set(Array.from({ length: 200 }, newId));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]{24}$/);
});

test("a shortcut is exactly its keys", () => {
  const press = { key: "k", ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  expect(isCombo(press, "Mod+K")).toBe(true);
  expect(isCombo({ ...press, shiftKey: true }, "Mod+K")).toBe(false);
  expect(isCombo({ ...press, ctrlKey: false }, "K")).toBe(true);
  expect(isCombo({ ...press, key: "?", ctrlKey: false, shiftKey: true }, "?")).toBe(true);
});
