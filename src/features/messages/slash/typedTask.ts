import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { factsOf, personMeant, quickAdd } from "@convex/shared/board/quickAdd";
import type { ConvexReactClient } from "convex/react";
import { myZone } from "@/lib/time";

/** What was typed behind /task, as a new task: people were picked in the composer, or are found by their names. */
export async function typedTask(
  client: Pick<ConvexReactClient, "query">,
  typed: string,
  channelId: Id<"channels">,
) {
  const now = new Date();
  const first = quickAdd(typed, { now });
  const { asked: text } = first;
  const found =
    text === undefined ? [] : await client.query(api.users.find, { text, channelId, isMember: true });
  const person = text === undefined ? undefined : personMeant(found, text);
  const { title, parts } = person
    ? quickAdd(typed, { now, people: [{ id: person._id, name: text ?? "" }] })
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
