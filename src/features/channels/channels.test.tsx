import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { LIMITS } from "@convex/shared/limits";
import { ConvexError } from "convex/values";
import { expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { ChannelBar } from "./ChannelBar";
import { ChannelIntro } from "./ChannelIntro";
import { ChannelSections } from "./ChannelSections";
import { CreateChannelDialog } from "./CreateChannelDialog";
import { NewDirectDialog } from "./NewDirectDialog";
import { UnreadProvider, useReadState, useSeenReports } from "./UnreadContext";
import type { ChannelDetails } from "./useChannels";

const channel = {
  _id: "c1",
  _creationTime: 1,
  name: "launch",
  kind: "public",
  description: "The importer goes live",
  createdBy: BEN.id,
  isDefault: false,
  isMember: true,
  canManage: true,
} as unknown as ChannelDetails;

/** Outside of views: the React Compiler loses literals of bigints. */
const SEEN = 3n;

const listed = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ ...channel, _id: `c${i}`, name: `channel-${i + 10}` }));

const sections = <ChannelSections channelMenu={null} onNewDirect={() => undefined} />;

test("the sidebar lists channels by name and conversations by person", () => {
  const direct = { ...channel, _id: "d1", kind: "direct", name: "", directMemberIds: [ANA.id, BEN.id] };
  show(sections, {
    answers: { "channels:list": [{ ...channel, name: "zebra", _id: "z" }, channel, direct] },
  });
  const channels = screen.getByRole("region", { name: "Channels" });
  const names = within(channels).getAllByRole("link");
  expect(names.map((link) => link.textContent)).toEqual(["launch", "zebra"]);
  expect(within(screen.getByRole("region", { name: "People" })).getByRole("link")).toHaveTextContent(
    "Ben Ito",
  );
});

test("who has no conversation yet can start one", () => {
  show(sections, { answers: { "channels:list": [channel] } });
  expect(screen.getByRole("button", { name: "Start a conversation" })).toBeVisible();
});

test("archived channels are not in the sidebar", () => {
  show(sections, { answers: { "channels:list": [{ ...channel, archivedAt: 5 }] } });
  expect(screen.queryByRole("link", { name: /launch/ })).toBeNull();
});

test("a long list shows its first and says how many there are", async () => {
  show(sections, { answers: { "channels:list": listed(60) } });
  expect(screen.getAllByRole("link")).toHaveLength(25);
  await userEvent.click(screen.getByRole("button", { name: "Show all 60" }));
  expect(screen.getAllByRole("link")).toHaveLength(60);
});

test("unread messages are counted beside their channel", () => {
  const answers = {
    "channels:list": [channel],
    "channels:position": { channelId: "c1", lastReadTs: 1n, ownTimes: [], replies: [], mentions: 0 },
    "channels:head": { lastMessageAt: 3, recentTimes: "3 1", tailTs: 0n },
  };
  show(<UnreadProvider>{sections}</UnreadProvider>, { answers });
  expect(screen.getByRole("link", { name: /launch.*2.*unread/ })).toBeVisible();
});

/** A channel with so many unread messages; the full head comes only where it is given. */
const busy = (unread: number, full?: object, kind = "public") => ({
  "channels:list": [{ ...channel, kind, directMemberIds: [ANA.id, BEN.id] }],
  "channels:position": { channelId: "c1", lastReadTs: 1n, ownTimes: [], replies: [], mentions: 0 },
  "channels:head": ({ isFull }: { isFull?: boolean }) => (isFull ? full : headOf(unread)),
});
const headOf = (unread: number) => ({
  lastMessageAt: 3,
  recentTimes: ["100", ...Array.from({ length: unread - 1 }, () => "1")].join(" "),
  tailTs: 0n,
});

test("a badge counts to nine, and an open channel waits until all is counted", () => {
  function Reader() {
    const read = useReadState(channel._id);
    return <p>{read === "loading" ? "waiting" : `${read?.unread} to read`}</p>;
  }
  const page = (
    <UnreadProvider>
      <Reader />
      {sections}
    </UnreadProvider>
  );
  const { unmount } = show(page, { answers: busy(LIMITS.unreadGlanced) });
  expect(screen.getByRole("link", { name: /launch.*9\+.*unread/ })).toBeVisible();
  expect(screen.getByText("waiting")).toBeVisible();
  unmount();
  show(page, { answers: busy(LIMITS.unreadGlanced, headOf(25)) });
  expect(screen.getByText("25 to read")).toBeVisible();
});

test("a channel with more unread than a badge counts is not watched until one comes back in an hour, a conversation is", async () => {
  const page = <UnreadProvider>{sections}</UnreadProvider>;
  const heads = (watched: string[]) => watched.filter((name) => name === "channels:head");
  const few = show(page, { answers: busy(LIMITS.unreadGlanced - 1) });
  expect(heads(few.watched)).toHaveLength(1);
  few.unmount();
  const direct = show(page, { answers: busy(LIMITS.unreadGlanced, undefined, "direct") });
  expect(heads(direct.watched)).toHaveLength(1);
  direct.unmount();
  const answers: Record<string, unknown> = busy(LIMITS.unreadGlanced);
  const { watched } = show(page, { answers });
  expect(heads(watched)).toHaveLength(0);
  expect(screen.getByRole("link", { name: /launch.*9\+.*unread/ })).toBeVisible();
  answers["channels:head"] = headOf(2); // the others were deleted
  const inAnHour = Date.now() + 3_600_000;
  const now = vi.spyOn(Date, "now").mockReturnValue(inAnHour);
  await act(async () => await Promise.resolve(dispatchEvent(new Event("focus"))));
  now.mockRestore();
  expect(screen.getByRole("link", { name: /launch.*2.*unread/ })).toBeVisible();
  expect(heads(watched)).toHaveLength(1);
});

test("what is seen is counted no more at once, though the server hears of it later", async () => {
  function Reader() {
    const { see } = useSeenReports();
    return <button onClick={() => void see(channel._id, SEEN)}>Look</button>;
  }
  const answers = {
    "channels:list": [channel],
    "channels:position": { channelId: "c1", lastReadTs: 1n, ownTimes: [], replies: [], mentions: 1 },
    "channels:head": { lastMessageAt: 3, recentTimes: "3 1", tailTs: 0n },
  };
  const page = (
    <UnreadProvider>
      <Reader />
      {sections}
    </UnreadProvider>
  );
  const { calls } = show(page, { answers });
  await userEvent.click(screen.getByRole("button", { name: "Look" }));
  expect(screen.getByRole("link", { name: /launch/ })).not.toHaveAccessibleName(/unread|mention/);
  await userEvent.click(screen.getByRole("button", { name: "Look" }));
  expect(calls).toEqual([{ name: "channels:markRead", args: { channelId: "c1", upTo: 3n } }]);
});

test("a channel that one only looks at can be joined", async () => {
  const { calls } = show(<ChannelBar channel={{ ...channel, isMember: false }} />);
  await userEvent.click(screen.getByRole("button", { name: "Join channel" }));
  expect(calls).toEqual([{ name: "channels:join", args: { channelId: "c1" } }]);
});

test("an archived channel is brought back by those who manage it, and by nobody else", () => {
  const archived = { ...channel, archivedAt: 5 };
  const { unmount } = show(<ChannelBar channel={archived} />);
  expect(screen.getByRole("button", { name: "Unarchive channel" })).toBeVisible();
  unmount();
  show(<ChannelBar channel={{ ...archived, canManage: false }} />);
  expect(screen.getByText(/This channel is archived/)).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

test("a channel says at its top what it is and who created it", () => {
  show(<ChannelIntro channel={channel} />);
  expect(screen.getByRole("heading", { name: "# launch" })).toBeVisible();
  expect(screen.getByText("The importer goes live")).toBeVisible();
  expect(screen.getByText(/Created by Ben Ito/)).toBeVisible();
});

test("a new channel keeps what was typed when its dialog is closed, until it is discarded", async () => {
  const first = show(<CreateChannelDialog onClose={() => undefined} onCreated={() => undefined} />);
  await userEvent.type(screen.getByLabelText("Name"), "Design Review");
  expect(screen.getByText("It will be called #design-review")).toBeVisible();
  first.unmount();
  show(<CreateChannelDialog onClose={() => undefined} onCreated={() => undefined} />);
  expect(screen.getByLabelText("Name")).toHaveValue("Design Review");
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.getByLabelText("Name")).toHaveValue("");
});

test("a name that is taken is refused in words, and what was typed stays", async () => {
  const refuse = () => new ConvexError({ code: "NAME_TAKEN" });
  show(<CreateChannelDialog onClose={() => undefined} onCreated={() => undefined} />, { refuse });
  await userEvent.type(screen.getByLabelText("Name"), "launch");
  await userEvent.click(screen.getByRole("button", { name: "Create channel" }));
  expect(await screen.findByText("A channel with this name already exists.")).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveValue("launch");
});

test("a name and Enter, twice, opens a conversation", async () => {
  const onOpened = vi.fn<(id: string) => void>();
  const { calls } = show(<NewDirectDialog onClose={() => undefined} onOpened={onOpened} />, {
    answers: { "channels:openDirect": "d9" },
  });
  await userEvent.type(screen.getByRole("combobox"), "ben{Enter}{Enter}");
  expect(calls).toEqual([{ name: "channels:openDirect", args: { userIds: ["ben"] } }]);
  expect(onOpened).toHaveBeenCalledWith("d9");
});
