import { messagePath, taskPath } from "@convex/shared/addresses";
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { BEN, show } from "@/testing.client";
import { toFeed, type TaskTools } from "../feed";
import type { SavedMessage } from "../message";
import { LinkQuotes } from "./LinkQuotes";
import { targetsIn } from "./targets";

const CHANNEL = `channel${"0".repeat(25)}`;
const idOf = (n: number) => `message${n}`.padEnd(32, "0");
const linkTo = (n: number) => location.origin + messagePath({ channelId: CHANNEL, messageId: idOf(n) });
const TASK = `task${"0".repeat(28)}`;

const message = (n: number, text: string, more: Partial<SavedMessage> = {}) =>
  ({
    _id: idOf(n),
    _creationTime: 1,
    commitTs: BigInt(n),
    channelId: CHANNEL,
    authorId: BEN.id,
    text,
    sentAt: 1_000,
    mentions: [],
    replyCount: 0,
    reactions: [],
    files: [],
    linkPreviews: [],
    ...more,
  }) as unknown as SavedMessage;

const refuse = () => {
  throw new Error("NOT_FOUND");
};

/** What the server has: the second message is gone, the third one holds a thread only. */
const answers = {
  "channels:get": { _id: CHANNEL, kind: "public", name: "launch" },
  "messages:get": ({ messageId }: { messageId: string }) => {
    if (messageId === idOf(1)) return message(1, "Ship <@ben> it\non Friday");
    return messageId === idOf(3) ? message(3, "", { deletedAt: 1 }) : refuse();
  },
};

const Chip: TaskTools["Chip"] = ({ taskId }) => <p>Task {taskId}</p>;
const quotesOf = (text: string, more: Partial<SavedMessage> = {}) =>
  show(<LinkQuotes message={toFeed(message(9, text, more))} TaskChip={Chip} />, { answers });

test("a link to a message shows who said what, where, and leads there", () => {
  quotesOf(`See ${linkTo(1)}`);
  const link = screen.getByRole("link");
  expect(link).toHaveTextContent(/Ben Ito#launch.*Ship @Ben Ito it/);
  expect(link).toHaveAttribute("href", messagePath({ channelId: CHANNEL, messageId: idOf(1) }));
});

test("for who may not read it, and once it is deleted, there is the link only", () => {
  quotesOf(`${linkTo(2)} ${linkTo(3)}`);
  expect(screen.queryByRole("link")).toBeNull();
});

test("a message in another channel than its link says is not shown", () => {
  quotesOf(location.origin + messagePath({ channelId: `elsewhere${"0".repeat(23)}`, messageId: idOf(1) }));
  expect(screen.queryByRole("link")).toBeNull();
});

test("a link to a task shows it, unless it is the message's own", () => {
  quotesOf(location.origin + taskPath(TASK));
  expect(screen.getByText(`Task ${TASK}`)).toBeVisible();
});

test("a message's own task is shown once", () => {
  quotesOf(location.origin + taskPath(TASK), { taskId: TASK as NonNullable<SavedMessage["taskId"]> });
  expect(screen.queryByText(`Task ${TASK}`)).toBeNull();
});

test("the first three links count, each once, wherever they stand; not in code or quotes, nor to other places", () => {
  const text = `> ${linkTo(7)}\n\n- [here](${linkTo(2)}) and ${linkTo(1)}\n\n\`${linkTo(5)}\` https://example.com/c/${CHANNEL}/m/${idOf(6)}\n\n**${linkTo(3)}** ${linkTo(4)}`;
  const ids = targetsIn(text).map((target) => "messageId" in target && target.messageId);
  expect(ids).toEqual([idOf(2), idOf(1), idOf(3)]);
});
