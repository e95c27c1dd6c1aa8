import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { messageKeys } from "@/features/messages";
import { keyNames, type KeyLike } from "@/lib/keys";
import { texts } from "@/texts";
import { commandOfKey, COMMANDS, labelOf, type Tools } from "./commands";
import ShortcutsSheet from "./ShortcutsSheet";

const tools: Tools = {
  isAdmin: true,
  channelId: "c1",
  isPaneOpen: true,
  isTaskOpen: true,
  go: () => undefined,
  open: () => undefined,
  toggleDetails: () => undefined,
  relate: () => undefined,
  closePane: () => undefined,
  toggleSidebar: () => undefined,
  undo: () => undefined,
  redo: () => undefined,
  markAllRead: () => undefined,
  stepChannel: () => undefined,
  setTheme: () => undefined,
  signOut: () => undefined,
};

/** The press of a combination, as a keyboard without ⌘ sends it. */
function press(combo: string): KeyLike {
  const parts = combo.split("+");
  const key = parts.at(-1) ?? "";
  return {
    key: /^(Up|Down|Left|Right)$/.test(key) ? `Arrow${key}` : key,
    ctrlKey: parts.includes("Mod"),
    metaKey: false,
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
  };
}

const withKeys = COMMANDS.flatMap((command) => (command.keys ?? []).map((keys) => ({ command, keys })));

test.each(withKeys)("$keys does what the sheet says: $command.id", ({ command, keys }) => {
  const [first, last] = [keys.split(" ")[0]!, keys.split(" ").at(-1)!];
  const before = first === last ? undefined : first.toLowerCase();
  expect(commandOfKey(press(last), false, tools, before)?.id).toBe(command.id);
});

test("no key of a message is one of the app's: it would lead nowhere while a message is in focus", () => {
  const ofApp = new Set<string>(withKeys.map(({ keys }) => keys));
  const shared = messageKeys().flatMap(({ keys }) => keys.filter((key) => ofApp.has(key)));
  expect(shared).toEqual([]);
});

test("a key that follows another does nothing by itself, nor after a third", () => {
  expect(commandOfKey(press("I"), false, tools)).toBeUndefined();
  expect(commandOfKey(press("I"), false, tools, "x")).toBeUndefined();
  expect(commandOfKey(press("I"), true, tools, "g")).toBeUndefined();
});

test("all is marked read while something is typed as well", () => {
  expect(commandOfKey(press("Shift+Escape"), true, tools)?.id).toBe("markAllRead");
  expect(commandOfKey(press("Escape"), true, tools)).toBeUndefined();
});

test("every key of a command is on the sheet, / as well", () => {
  render(<ShortcutsSheet onClose={() => undefined} />);
  for (const { command, keys } of withKeys) {
    const line = screen.getByText(labelOf(command.id), { selector: "dt" }).parentElement;
    for (const name of keyNames(keys, texts.ui.keys)) expect(line).toHaveTextContent(name);
  }
  expect(screen.getByText("/")).toBeVisible();
});

test("while text is typed, keys that write something do nothing else", () => {
  expect(commandOfKey(press("N"), true, tools)).toBeUndefined();
  expect(commandOfKey(press("/"), true, tools)).toBeUndefined();
  expect(commandOfKey(press("Mod+K"), true, tools)?.id).toBe("palette");
});

test("Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y are the field's while something is typed, and else the cards'", () => {
  const keys = ["Mod+Z", "Mod+Shift+Z", "Mod+Y"];
  expect(keys.map((key) => commandOfKey(press(key), true, tools))).toEqual(keys.map(() => undefined));
  expect(keys.map((key) => commandOfKey(press(key), false, tools)?.id)).toEqual(["undo", "redo", "redo"]);
});

test("what a person may not do has no key, and what is not here has none either", () => {
  const member = { ...tools, channelId: "", isPaneOpen: false };
  expect(commandOfKey(press("Mod+."), false, member)).toBeUndefined();
  expect(commandOfKey(press("Escape"), false, member)).toBeUndefined();
  expect(commandOfKey(press("Mod+."), false, tools)?.id).toBe("details");
  expect(commandOfKey(press("Shift+B"), false, { ...tools, isTaskOpen: false })).toBeUndefined();
});
