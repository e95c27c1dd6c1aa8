import type { Id } from "@convex/_generated/dataModel";
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { toFeed, toRows, type FeedMessage } from "../feed";
import type { SavedMessage } from "../message";
import { MessageList } from "./MessageList";
import type { MessageActions } from "./messageActions";

const said = (n: number, authorId: string = BEN.id): FeedMessage =>
  toFeed({
    _id: `m${n}`,
    _creationTime: n,
    commitTs: BigInt(n),
    channelId: "c1" as Id<"channels">,
    authorId,
    text: `Line ${n}`,
    sentAt: n,
    mentions: [],
    replyCount: 0,
    files: [],
    linkPreviews: [],
    reactions: [],
  } as unknown as SavedMessage);

type Changes = { isLoading?: boolean; canLoadNewer?: boolean };

function list(messages: readonly FeedMessage[], { isLoading = false, canLoadNewer = false }: Changes = {}) {
  return (
    <MessageList
      label="Messages"
      place="c1"
      actions={{ myId: ANA.id, isSaved: () => false } as unknown as MessageActions}
      editingKey={undefined}
      chosen={new Map()}
      opening={{ id: "1" }}
      rows={toRows(messages)}
      isLoading={isLoading}
      canLoadOlder={false}
      canLoadNewer={canLoadNewer}
      onLoadOlder={() => undefined}
      onLoadNewer={() => undefined}
      onOpenEnd={() => undefined}
    />
  );
}

const news = () => screen.getAllByRole("status").at(-1);

test("the first message of an empty list is read aloud, and what others write after it", () => {
  const { rerender } = show(list([]));
  rerender(list([said(1)]));
  expect(news()).toHaveTextContent("Ben Ito: Line 1");
  rerender(list([said(1), said(2)]));
  expect(news()).toHaveTextContent("Ben Ito: Line 2");
  rerender(list([said(1), said(2), said(3, ANA.id)]));
  expect(news()).toBeEmptyDOMElement();
});

test("what was there already is not, however it came in", () => {
  const { rerender } = show(list([], { isLoading: true }));
  rerender(list([said(1), said(2)]));
  expect(news()).toBeEmptyDOMElement();
  rerender(list([said(1)], { canLoadNewer: true }));
  rerender(list([said(1), said(2), said(3)]));
  expect(news()).toBeEmptyDOMElement();
  rerender(list([said(1), said(2), said(3), said(4)]));
  expect(news()).toHaveTextContent("Ben Ito: Line 4");
});
