import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { initialSections, withChoice, withOrder, withSection } from "@convex/shared/chat/sidebar";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { ChannelSections } from "../ChannelSections";

const channel = (_id: string, name: string, more: object = {}) => ({
  _id,
  _creationTime: 1,
  name,
  kind: "public",
  description: "",
  createdBy: BEN.id,
  isDefault: false,
  ...more,
});

const CHANNELS = [
  channel("a", "alpha"),
  channel("b", "beta"),
  channel("g", "gamma"),
  channel("d", "", { kind: "direct", directMemberIds: [ANA.id, BEN.id] }),
];

const shown = (sections = initialSections()) =>
  show(<ChannelSections channelMenu={null} onNewDirect={() => undefined} />, {
    answers: { "channels:list": CHANNELS, "chat/sidebar:sections": sections },
  });

const linksIn = (section: string) =>
  within(screen.getByRole("region", { name: section }))
    .queryAllByRole("link")
    .map((link) => link.textContent);

test("a channel stands in the section it was put into, in the person's order", () => {
  const clients = withSection(initialSections(), "s1", "Clients");
  shown(withOrder(withOrder(clients, "s1", ["g", "a"]), "favourites", ["d"]));
  expect(linksIn("Clients")).toEqual(["gamma", "alpha"]);
  expect(linksIn("Favorites")).toEqual(["BIBen Ito"]);
  expect(linksIn("Channels")).toEqual(["beta"]);
  expect(linksIn("People")).toEqual([]);
});

test("favorites take no room while there are none; an empty section says what belongs there", () => {
  shown(withSection(initialSections(), "s1", "Clients"));
  expect(screen.queryByRole("region", { name: "Favorites" })).toBeNull();
  expect(screen.getByRole("region", { name: "Clients" })).toHaveTextContent("Drag channels here");
});

test("a folded section, and one that hides what is read, show what is open or unread", () => {
  shown(
    withChoice(withChoice(initialSections(), "channels", { isFolded: true }), "people", { hidesRead: true }),
  );
  expect(screen.getByRole("button", { name: "Channels" })).toHaveAttribute("aria-expanded", "false");
  expect([...linksIn("Channels"), ...linksIn("People")]).toEqual([]);
});

test("the menu of a channel makes it a favorite, moves it, and takes it into a new section", async () => {
  const { calls } = shown();
  const user = userEvent.setup();
  const open = async () => {
    await user.pointer({ keys: "[MouseRight]", target: screen.getByRole("link", { name: /beta/ }) });
    return await screen.findByRole("menu");
  };
  await open();
  await user.click(screen.getByRole("menuitem", { name: "Add to Favorites" }));
  expect(calls.at(-1)).toEqual({
    name: "chat/sidebar:place",
    args: { channelId: "b", sectionId: "favourites" },
  });
  await open();
  await user.click(screen.getByRole("menuitem", { name: "Move up" }));
  expect(calls.at(-1)).toEqual({
    name: "chat/sidebar:arrange",
    args: { sectionId: "channels", channelIds: ["b", "a", "g"] },
  });
  expect(screen.getByRole("link", { name: /beta/ })).toHaveFocus();
});

test("a new section has a name, and a section its own menu", async () => {
  const { calls } = shown();
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Options for Channels" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Recent activity" }));
  expect(calls.at(-1)).toEqual({
    name: "chat/sidebar:chooseSection",
    args: { sectionId: "channels", sort: "recent" },
  });
  await user.click(screen.getByRole("button", { name: "Options for Channels" }));
  await user.click(await screen.findByRole("menuitem", { name: "New section…" }));
  await user.type(await screen.findByRole("textbox", { name: "Name" }), "Clients{Enter}");
  expect(calls.at(-1)).toEqual({ name: "chat/sidebar:addSection", args: { name: "Clients" } });
  expect(screen.queryByRole("dialog")).toBeNull();
});
