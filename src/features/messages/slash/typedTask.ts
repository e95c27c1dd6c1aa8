import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { factsOf, personMeant, quickAdd } from "@convex/shared/board/quickAdd";
import type { ConvexReactClient } from "convex/react";
import { myZone } from "@/lib/time";

/** What was typed as a task, as a new one: people were picked in the composer, or are found by their names. */
export async function readTask(
  client: Pick<ConvexReactClient, "query">,
  typed: string,
  channelId: Id<"channels">,
  now = new Date(),
) {
  const labels = typed.includes("#") ? await client.query(api.board.labels.list, {}) : [];
  const known = { now, labels: labels.map(({ name }) => name) };
  const first = quickAdd(typed, known);
  const { asked: text } = first;
  const found =
    text === undefined ? [] : await client.query(api.users.find, { text, channelId, isMember: true });
  const person = text === undefined ? undefined : personMeant(found, text);
  const { title, parts } = person
    ? quickAdd(typed, { ...known, people: [{ id: person._id, name: text ?? "" }] })
    : first;
  const { assigneeId, repeats, ...facts } = factsOf(parts);
  const again = repeats === undefined ? {} : { repeats: { rule: repeats, timeZone: myZone() } };
  return {
    title,
    ...facts,
    ...again,
    ...(assigneeId !== undefined && { assigneeId: assigneeId as Id<"users"> }),
  };
}
