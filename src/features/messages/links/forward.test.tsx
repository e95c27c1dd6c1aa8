import { LIMITS } from "@convex/shared/limits";
import { messagePath } from "@convex/shared/addresses";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { readDraft, writeDraft } from "@/platform/drafts";
import { ANA, BEN, show } from "@/testing.client";
import { addToDraft } from "../composer/addToDraft";
import { toFeed } from "../feed";
import type { SavedMessage } from "../message";
import { MESSAGE_MUTATIONS } from "../messageMutations";
import ForwardDialog from "./ForwardDialog";
import { quotesOf } from "./quote";

const channel = (name: string, kind: string) => ({
  _id: `${name}0000000000000`,
  _creationTime: 1,
  name,
  kind,
  isMember: true,
});
const HIRING = channel("hiring", "private");
const LAUNCH = channel("launch", "public");
const BOARD = channel("board", "private");

const message = (inChannel: { _id: string }) =>
  toFeed({
    _id: "m1",
    _creationTime: 1,
    commitTs: BigInt(1),
    channelId: inChannel._id,
    authorId: BEN.id,
    text: "We <@ana> hire",
    sentAt: 1,
    mentions: [],
    replyCount: 0,
    reactions: [],
    files: [],
    linkPreviews: [],
  } as unknown as SavedMessage);

const open = (from: { _id: string }) =>
  show(<ForwardDialog messages={[message(from)]} close={() => undefined} />, {
    mutations: MESSAGE_MUTATIONS,
    answers: {
      "channels:list": [HIRING, LAUNCH, BOARD],
      "channels:memberCount": 9,
      "channels:members": {
        page: [ANA, BEN].map(({ id }) => ({ userId: id, joinedAt: 1, isDeactivated: false })),
        isDone: true,
        continueCursor: "",
      },
      "channels:openDirect": "direct0000000000",
    },
  });

const forward = () => screen.getByRole("button", { name: "Forward message" });
const sentBy = (calls: { name: string; args: unknown }[]) =>
  calls
    .filter(({ name }) => name === "messages:create")
    .map(({ args }) => args as { channelId: string; text: string });

test("what was said in private is forwarded as a link, its text only once who will read it was confirmed", async () => {
  const { calls } = open(HIRING);
  await userEvent.click(screen.getByRole("option", { name: /launch/ }));
  expect(screen.getByRole("status")).toHaveTextContent("Everyone in the workspace can read it.");
  const text = screen.getByRole("checkbox", { name: "Include the text" });
  expect(text).not.toBeChecked();
  await userEvent.click(text);
  expect(forward()).toBeDisabled();
  await userEvent.click(screen.getByRole("checkbox", { name: "These people may read it" }));
  await userEvent.type(screen.getByRole("textbox", { name: /Note/ }), "Look");
  await userEvent.click(forward());
  const [sent] = sentBy(calls);
  expect(sent).toMatchObject({ channelId: LAUNCH._id });
  expect(sent?.text).toMatch(/^Look\n\n> \[Ben Ito, .*\]\(http\S+\)\n> We @Ana Ruiz hire$/);
});

test("without its text whoever cannot read the channel sees the link only", async () => {
  const { calls } = open(HIRING);
  await userEvent.click(screen.getByRole("option", { name: /board/ }));
  expect(screen.getByRole("status")).toHaveTextContent("Ben Ito will read it.");
  await userEvent.click(forward());
  expect(sentBy(calls)[0]?.text).toBe(
    location.origin + messagePath({ channelId: HIRING._id, messageId: "m1" }),
  );
});

test("what was said in public goes with its text, to a person by their conversation", async () => {
  const { calls } = open(LAUNCH);
  await userEvent.click(screen.getByRole("option", { name: /Ben Ito/ }));
  expect(screen.getByRole("status")).toHaveTextContent("Ben Ito will read it.");
  await userEvent.click(forward());
  expect(calls[0]).toEqual({ name: "channels:openDirect", args: { userIds: [BEN.id] } });
  expect(sentBy(calls)[0]).toMatchObject({ channelId: "direct0000000000" });
  expect(sentBy(calls)[0]?.text).toContain("> We @Ana Ruiz hire");
});

const PEOPLE = { get: () => undefined, nameOf: () => "B[e]n" };

test("a quote keeps its lines, is cut at whole characters, and mentions nobody", () => {
  const quoted = (text: string) => quotesOf([{ ...message(LAUNCH), text }], PEOPLE);
  expect(quoted("One\n\nTwo")).toMatch(/^> \[B\\\[e\\\]n, .*\]\(http\S+\)\n> One\n>\n> Two$/);
  const long = quoted("👩‍👩‍👧‍👦".repeat(500)).split("\n")[1]!;
  expect(long).toMatch(/^> (👩‍👩‍👧‍👦)+…$/u);
});

test("as many as can be chosen are quoted together, and leave room for a note", () => {
  const many = Array.from({ length: LIMITS.messagesChosen }, () => ({
    ...message(LAUNCH),
    text: "あ".repeat(LIMITS.messageText),
  }));
  const text = quotesOf(many, PEOPLE);
  expect(text.length).toBeLessThan(LIMITS.messageText - 4_000);
  expect(text.match(/…/g)).toHaveLength(LIMITS.messagesChosen);
});

test("a quote comes after what is typed already, whose mentions stay", () => {
  const draft = { text: "Hi @Ben ", marks: [{ at: 3, id: "ben", name: "Ben" }] };
  writeDraft("ana:message:c1", draft);
  addToDraft("ana:message:c1", "> One");
  expect(readDraft("ana:message:c1")).toEqual({ ...draft, text: "Hi @Ben\n\n> One" });
  addToDraft("ana:message:c2", "> One");
  expect(readDraft("ana:message:c2")).toEqual({ wire: "> One" });
});
