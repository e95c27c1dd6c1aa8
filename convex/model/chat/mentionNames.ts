/** Texts with the names of those they mention, for places that show no mentions. */
import type { Doc } from "../../_generated/dataModel";
import { replaceMentions } from "../../shared/mentions";
import type { DbCtx } from "../context";
import * as Groups from "./groups";

/** A message's text with "@Ana" in place of `<@id>`, and "@design" in that of a group. */
export async function withNames(
  ctx: DbCtx,
  { text, mentions }: Pick<Doc<"messages">, "text" | "mentions">,
): Promise<string> {
  const people = await Promise.all(mentions.map(async (id) => await ctx.db.get("users", id)));
  const names = new Map<string, string>(
    people.flatMap((person) => (person ? [[person._id, person.name]] : [])),
  );
  for (const { _id, handle } of await Groups.namedIn(ctx, text)) names.set(_id, handle);
  return replaceMentions(text, (id) => (names.has(id) ? `@${names.get(id)}` : null));
}
