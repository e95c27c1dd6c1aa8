import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { lex } from "@convex/shared/markdown/lex";
import { Markdown } from "@/ui/markdown/Markdown";
import { PictureContext, type PictureSource } from "@/ui/usePicture";
import { BEN, show } from "@/testing.client";
import { EmojiProvider } from "./EmojiContext";
import { foundEmoji } from "./found";
import { asName, nameFrom } from "./settings/emojiImage";
import { EmojiSettings } from "./settings/EmojiSettings";

const OWN = { "workspace:emojiNames": [["party-parrot", "p1"]] };

afterEach(() => vi.unstubAllGlobals());

function showText(text: string, address: string | null | undefined) {
  const asked: string[] = [];
  const sourceOf = (picture: string, isSmall: boolean): PictureSource => {
    asked.push(`${picture}${isSmall ? " small" : ""}`);
    return { get: () => address, subscribe: () => () => undefined };
  };
  const shown = show(
    <PictureContext value={sourceOf}>
      <EmojiProvider>
        <Markdown text={text} />
      </EmojiProvider>
    </PictureContext>,
    { answers: OWN },
  );
  return { ...shown, asked };
}

test("an emoji of the workspace is drawn in a text, and what is none is as it was typed", () => {
  const { container } = showText("A **:party-parrot:** at 10:30:15 :other: `:party-parrot:`", "blob:1");
  expect(screen.getAllByRole("img", { name: ":party-parrot:" })).toHaveLength(1);
  expect(container.textContent).toBe("A  at 10:30:15 :other: :party-parrot:");
});

test("until it is loaded its place is kept, and where it can't be had its name stands there", () => {
  const { container, unmount } = showText("Go :party-parrot:", undefined);
  expect([container.textContent, screen.getByRole("img").className]).toEqual(["Go ", "own-emoji"]);
  unmount();
  expect(showText("Go :party-parrot:", null).container.textContent).toBe("Go :party-parrot:");
});

test("who wants less motion sees the picture that stands still", () => {
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  expect(showText("Go :party-parrot:", "blob:1").asked.at(-1)).toBe("p1 small");
});

test.each([
  ["https://example.org:8080:x/a", 0],
  ["a::b:c", 1],
  [":a_b_c: and *:d:*", 2],
  ["[:a:](https://example.org)", 1],
  ["http://a:80: b", 0],
])("in %j there may be %i emoji, and links stay links", (text, count) => {
  expect(JSON.stringify(lex(text)).split('"type":"emoji"').length - 1).toBe(count);
  if (text.includes("//")) expect(JSON.stringify(lex(text))).toContain('"type":"link"');
});

test("letters find names by their beginnings and those of their words, own ones first, each emoji once", () => {
  const own = [{ name: "big-tada", emoji: ":big-tada:" }];
  const standard = [
    { name: "tada", emoji: "🎉" },
    { name: "tada_again", emoji: "🎉" },
    { name: "tadpole", emoji: "🐸" },
    { name: "party", emoji: "🥳" },
  ];
  const names = (text: string, most = 8) => foundEmoji(text, own, standard, most).map(({ name }) => name);
  expect(names("ta")).toEqual(["tada", "tadpole", "big-tada"]);
  expect(names("tada")).toEqual(["tada", "big-tada"]);
  expect(names("ta", 1)).toEqual(["tada"]);
  expect(names("ad")).toEqual([]);
});

test.each([
  ["Party Parrot.PNG", "party-parrot"],
  ["Péché.v2.gif", "peche-v2"],
  ["__x__.png", "x"],
  ["日本.png", ""],
  ["x".repeat(90), "x".repeat(32)],
])("a file that is called %j gives the name %j", (file, name) => {
  expect(nameFrom(file)).toBe(name);
});

test("a name is typed as people mean it", () => {
  expect(asName("Party Parrot!")).toBe("party-parrot");
});

const LISTED = [
  { _id: "e1", _creationTime: 0, name: "his", pictureId: "p1", addedBy: "ben" },
  { _id: "e2", _creationTime: 0, name: "hers", pictureId: "p2", addedBy: "ana" },
];
const settings = (onlyAdmins: boolean) => ({
  "workspace:emojiNames": LISTED.map(({ name, pictureId }) => [name, pictureId]),
  "workspace:listEmoji": { page: LISTED, isDone: true, continueCursor: "" },
  "workspace:onlyAdminsAddEmoji": onlyAdmins,
});

test("a member removes what they added, once they were asked; where only admins add there is no form", async () => {
  const { calls, unmount } = show(<EmojiSettings />, { me: BEN, answers: settings(false) });
  expect(screen.getByRole("form", { name: "Add an emoji" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Remove :hers:" })).toBeNull();
  expect(screen.queryByRole("checkbox")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Remove :his:" }));
  const asked = screen.getByRole("dialog", { name: "Remove :his:?" });
  expect(within(asked).getByText(/show :his: as text/)).toBeVisible();
  await userEvent.click(within(asked).getByRole("button", { name: "Remove emoji" }));
  expect(calls).toEqual([{ name: "workspace:removeEmoji", args: { name: "his" } }]);
  unmount();
  show(<EmojiSettings />, { me: BEN, answers: settings(true) });
  expect(screen.queryByRole("form")).toBeNull();
  expect(screen.getByText("In this workspace only admins add emoji.")).toBeVisible();
});

test("an admin decides who adds, and removes all; names that are taken or none are said", async () => {
  const { calls } = show(
    <EmojiProvider>
      <EmojiSettings />
    </EmojiProvider>,
    { answers: settings(false) },
  );
  expect(screen.getAllByRole("button", { name: /^Remove :/ })).toHaveLength(2);
  await userEvent.click(screen.getByRole("checkbox", { name: "Only admins add emoji" }));
  expect(calls).toEqual([{ name: "workspace:update", args: { onlyAdminsAddEmoji: true } }]);
  const name = screen.getByLabelText("Name");
  await userEvent.type(name, "his");
  expect(screen.getByText(/already here/)).toBeVisible();
  await userEvent.clear(name);
  await userEvent.type(name, "30");
  expect(screen.getByText(/at least one letter/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Add emoji" })).toBeDisabled();
});
