/** People and channels by their names. */
import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { normalChannelName } from "../../shared/chat/channelNames";
import { LIMITS } from "../../shared/limits";
import { hasWords, nameKey, typedWords } from "../../shared/names";
import { parseQuery, wordsIn } from "../../shared/search/query";
import type { UserQueryCtx } from "../access";
import { channelsOf } from "../chat/channels";
import * as Directory from "../people/directory";
import { personView } from "../people/users";

const channelName = v.object({
  _id: v.id("channels"),
  name: v.string(),
  kind: literals("public", "private", "direct"),
  description: v.string(),
  archivedAt: v.optional(v.number()),
});

export const namesView = v.object({ people: v.array(personView), channels: v.array(channelName) });

/** The people and channels that have the words in their names, `LIMITS.searchNames` of each at most; operators find none. */
export async function byText(ctx: UserQueryCtx, text: string): Promise<Infer<typeof namesView>> {
  const { clauses, operators } = parseQuery(text);
  if (clauses.length === 0 || operators.length > 0) return { people: [], channels: [] };
  const words = wordsIn(text).replaceAll('"', "");
  const people = await Directory.find(ctx, { text: words });
  const channels = await channelsLike(ctx, words);
  return {
    people: people.slice(0, LIMITS.searchNames).map((person) => omit(person, ["isMember"])),
    channels: channels.map(({ _id, name, kind, description, archivedAt }) => ({
      _id,
      name,
      kind,
      description,
      archivedAt,
    })),
  };
}

/** Public channels, and the searcher's own; open ones first. */
async function channelsLike(ctx: UserQueryCtx, text: string): Promise<Doc<"channels">[]> {
  const words = typedWords(text, LIMITS.channelName);
  const isLike = ({ name }: Doc<"channels">) => words.length > 0 && hasWords(nameKey(name), words);
  const searched = [false, true].map(
    async (isArchived) =>
      await ctx.db
        .query("channels")
        .withSearchIndex("by_text", (q) =>
          q.search("name", normalChannelName(text)).eq("kind", "public").eq("isArchived", isArchived),
        )
        .take(LIMITS.searchNames),
  );
  const mine = (await channelsOf(ctx, ctx.user._id)).filter(({ kind }) => kind === "private");
  const found = [...(await Promise.all(searched)).flat(), ...mine].filter(isLike);
  return found.toSorted((a, b) => Number(a.isArchived) - Number(b.isArchived)).slice(0, LIMITS.searchNames);
}
