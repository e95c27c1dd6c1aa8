import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { ChannelMessages } from "./ChannelMessages";
import type { SavedMessage } from "./message";
import { MESSAGE_MUTATIONS } from "./messageMutations";

const CHANNEL = "c1" as SavedMessage["channelId"];

/** A commit timestamp of a time in milliseconds. */
const tsOf = (ms: number) => BigInt(ms) * 1_000_000n;

/** The five newest messages lie after it. */
const TAIL_START = tsOf(995);

/** The newest messages of a channel, newest first; their times are 1,000 and less. */
const newest = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    _id: `m${1_000 - i}`,
    _creationTime: 1_000 - i,
    commitTs: tsOf(1_000 - i),
    channelId: CHANNEL,
    authorId: BEN.id,
    text: `Number ${1_000 - i}`,
    sentAt: 1_000 - i,
    mentions: [],
    replyCount: 0,
    files: [],
    linkPreviews: [],
    reactions: [],
  }));

const isAfterTail = ({ commitTs }: { commitTs: bigint }) => commitTs > TAIL_START;

type Opening = { lastReadAt: number; unread: number; loaded: number; isDone: boolean };

const open = ({ lastReadAt, unread, loaded, isDone }: Opening) =>
  show(
    <ChannelMessages
      channelId={CHANNEL}
      top={null}
      title="#launch"
      canAct
      canWrite
      intro={null}
      read={{ lastReadTs: tsOf(lastReadAt), unread }}
      onOpenThread={() => undefined}
      onJumpToDate={() => undefined}
      tasks={TASKS}
    />,
    {
      mutations: MESSAGE_MUTATIONS,
      answers: {
        "channels:head": {
          lastMessageAt: 1_000,
          recentTimes: "",
          tailTs: TAIL_START,
        },
        "messages:newest": { page: newest(loaded).filter(isAfterTail), isDone: true },
        // What comes before the first page is on its way.
        "messages:paginated": ({
          paginationOpts: { cursor },
        }: {
          paginationOpts: { cursor: string | null };
        }) =>
          cursor === null
            ? {
                page: newest(loaded).filter((message) => !isAfterTail(message)),
                isDone,
                continueCursor: "before",
              }
            : undefined,
      },
    },
  );

const TASKS = { Chip: () => null, open: () => undefined, create: () => undefined };

beforeEach(() => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});

test("with its first unread further back than what is loaded, a channel offers the way and reads nothing", async () => {
  const { calls } = open({ lastReadAt: 500, unread: 100, loaded: 200, isDone: false });
  expect(await screen.findByText(/^99\+ new messages since/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Jump to first unread" })).toBeEnabled();
  expect(screen.queryByRole("separator", { name: "New messages" })).toBeNull();
  expect(calls.map(({ name }) => name)).not.toContain("channels:markRead");
  await userEvent.click(screen.getByRole("button", { name: "Mark as read" }));
  expect(calls).toEqual([{ name: "channels:markRead", args: { channelId: CHANNEL } }]);
});

test("with its first unread loaded, it offers nothing of the kind", () => {
  open({ lastReadAt: 990, unread: 10, loaded: 50, isDone: false });
  expect(screen.queryByText(/new messages since/)).toBeNull();
});

test("what is sent leaves the field, and waits in the outbox until the server has it", async () => {
  const { calls } = open({ lastReadAt: 1_000, unread: 0, loaded: 5, isDone: true });
  const form = screen.getByRole("form", { name: "Message #launch" });
  await userEvent.type(within(form).getByRole("textbox"), "Hello{Enter}");
  const sent = calls.find(({ name }) => name === "messages:create");
  expect(sent).toMatchObject({ args: { channelId: CHANNEL, text: "Hello" } });
  expect(within(form).getByRole("textbox")).toHaveValue("");
});
