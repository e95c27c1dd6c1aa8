import { expect, test } from "vitest";
import type { SavedMessage } from "./message";
import { toggled } from "./messageMutations";

const message = (reactions: { emoji: string; userIds: string[] }[]) =>
  ({ reactions }) as unknown as SavedMessage;
const me = "me" as SavedMessage["authorId"];

test("a reaction is added once, and taken back without a trace", () => {
  const added = toggled(message([{ emoji: "👍", userIds: ["ana"] }]), "👍", me, true);
  expect(added.reactions).toEqual([{ emoji: "👍", userIds: ["ana", "me"] }]);
  expect(toggled(added, "👍", me, true).reactions).toEqual(added.reactions);
  expect(toggled(added, "👍", me, false).reactions).toEqual([{ emoji: "👍", userIds: ["ana"] }]);
});

test("a first reaction comes last, the last one takes its emoji away", () => {
  const added = toggled(message([{ emoji: "👍", userIds: ["ana"] }]), "🎉", me, true);
  expect(added.reactions.map(({ emoji }) => emoji)).toEqual(["👍", "🎉"]);
  expect(toggled(added, "🎉", me, false).reactions.map(({ emoji }) => emoji)).toEqual(["👍"]);
});
