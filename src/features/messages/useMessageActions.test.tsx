import type { Id } from "@convex/_generated/dataModel";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import type { FeedMessage } from "./feed";
import { useMessageActions } from "./useMessageActions";

const PLACE = { channelId: "c1" as Id<"channels"> };

const said = (key: string, message: Partial<FeedMessage> = {}) =>
  ({ key, id: key as Id<"messages">, authorId: ANA.id, isDeleted: false, ...message }) as FeedMessage;

function EditLast({ messages }: { messages: readonly FeedMessage[] }) {
  const { list, editLast } = useMessageActions({ place: PLACE, messages, canAct: true, canWrite: true });
  return (
    <button type="button" onClick={editLast}>
      {list.editingKey}
    </button>
  );
}

test.each([
  ["is the newest of one's own", [said("one"), said("two"), said("three", { authorId: BEN.id })], "two"],
  ["is none that was deleted", [said("one"), said("two", { isDeleted: true })], "one"],
  ["is none before one that is on its way", [said("one"), said("two", { id: undefined })], ""],
])("what an arrow up edits %s", async (_name, messages, expected) => {
  show(<EditLast messages={messages} />);
  await userEvent.click(screen.getByRole("button"));
  expect(screen.getByRole("button")).toHaveTextContent(new RegExp(`^${expected}$`));
});
