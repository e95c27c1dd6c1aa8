/** The order in which a person has their channels: one row for each person that has chosen one. */
import { literals } from "convex-helpers/validators";
import { v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import {
  initialSections,
  SECTION_SORTS,
  withChoice,
  withOrder,
  withoutSection,
  withPlace,
  withSection,
  withSectionBefore,
  type Section,
  type SectionChoice,
} from "../../shared/chat/sidebar";
import { LIMITS } from "../../shared/limits";
import type { UserMutationCtx, UserQueryCtx } from "../access";
import { fail } from "../errors";
import { cleanText } from "../text";

export const sectionView = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  sort: literals(...SECTION_SORTS),
  isFolded: v.boolean(),
  hidesRead: v.boolean(),
  channelIds: v.array(v.id("channels")),
});

type Row = Doc<"sidebars">;

async function find({ db, user }: UserQueryCtx): Promise<Row | null> {
  return await db
    .query("sidebars")
    .withIndex("by_userId", (q) => q.eq("userId", user._id))
    .unique();
}

export async function sections(ctx: UserQueryCtx): Promise<Row["sections"]> {
  return (await find(ctx))?.sections ?? (initialSections() as Row["sections"]);
}

async function write(ctx: UserMutationCtx, change: (now: Section[]) => Section[]): Promise<void> {
  const row = await find(ctx);
  const next = change(row?.sections ?? initialSections()) as Row["sections"];
  if (next.length > LIMITS.sections) throw fail("TOO_MANY_SECTIONS");
  if (next.reduce((sum, { channelIds }) => sum + channelIds.length, 0) > LIMITS.channelsPlaced)
    throw fail("TOO_MANY_PLACED");
  if (row) await ctx.db.patch("sidebars", row._id, { sections: next });
  else await ctx.db.insert("sidebars", { userId: ctx.user._id, sections: next });
}

/** @throws NOT_FOUND */
function require(now: readonly Section[], id: string): void {
  if (!now.some((one) => one.id === id)) throw fail("NOT_FOUND");
}

function cleanName(text: string): string {
  const name = cleanText(text, LIMITS.sectionName);
  if (name === "") throw fail("NAME_EMPTY");
  return name;
}

/** @throws NAME_EMPTY | TEXT_TOO_LONG | TOO_MANY_SECTIONS */
export async function add(ctx: UserMutationCtx, text: string): Promise<string> {
  const name = cleanName(text);
  const id = `s${Math.random().toString(36).slice(2, 12)}`;
  await write(ctx, (now) => withSection(now, id, name));
  return id;
}

/** @throws NOT_FOUND | NAME_EMPTY | TEXT_TOO_LONG | FORBIDDEN */
export async function choose(ctx: UserMutationCtx, id: string, choice: SectionChoice): Promise<void> {
  const { name, ...rest } = choice;
  await write(ctx, (now) => {
    require(now, id);
    // The three have names that follow the reader's language.
    if (name !== undefined && now.some((one) => one.id === id && one.name === undefined))
      throw fail("FORBIDDEN");
    return withChoice(now, id, { ...rest, ...(name !== undefined && { name: cleanName(name) }) });
  });
}

/** What is gone already stays so. @throws FORBIDDEN */
export async function remove(ctx: UserMutationCtx, id: string): Promise<void> {
  await write(ctx, (now) => {
    const next = withoutSection(now, id);
    if (next.length === now.length && now.some((one) => one.id === id)) throw fail("FORBIDDEN");
    return next;
  });
}

/** @throws NOT_FOUND */
export async function move(ctx: UserMutationCtx, id: string, beforeId: string | undefined): Promise<void> {
  await write(ctx, (now) => {
    require(now, id);
    return withSectionBefore(now, id, beforeId);
  });
}

/** @throws NOT_FOUND | TOO_MANY_PLACED */
export async function place(
  ctx: UserMutationCtx,
  channelId: string,
  sectionId: string | undefined,
): Promise<void> {
  await write(ctx, (now) => {
    if (sectionId !== undefined) require(now, sectionId);
    return withPlace(now, channelId, sectionId);
  });
}

/** @throws NOT_FOUND | TOO_MANY_PLACED */
export async function arrange(
  ctx: UserMutationCtx,
  sectionId: string,
  channelIds: readonly string[],
): Promise<void> {
  if (channelIds.length > LIMITS.channelsPlaced) throw fail("TOO_MANY_PLACED");
  await write(ctx, (now) => {
    require(now, sectionId);
    return withOrder(now, sectionId, channelIds);
  });
}
