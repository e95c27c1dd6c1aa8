/** The name and the picture of the workspace, what also those see who are not in yet; and what its people may do. */
import { v } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import { USUAL_LEVEL, type Level } from "../../shared/ringing/levels";
import { IMAGE_TYPES, PRODUCT } from "../../shared/workspace";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import { requiredName } from "../text";

export const workspaceView = v.object({
  name: v.string(),
  imageUrl: v.optional(v.string()),
  /** Whether links in messages show what they lead to. */
  hasLinkPreviews: v.boolean(),
});

/** What stands for the usual is absent: everybody adds emoji, links show what they lead to, mentions ring. */
type State = Pick<Doc<"workspace">, "name" | "imageId" | "onlyAdminsAddEmoji" | "level"> & {
  hasLinkPreviews?: false;
};

async function state(ctx: DbCtx): Promise<State> {
  const {
    name = PRODUCT,
    imageId,
    onlyAdminsAddEmoji,
    hasLinkPreviews,
    level,
  } = (await ctx.db.query("workspace").first()) ?? {};
  return {
    name,
    ...(imageId && { imageId }),
    ...(onlyAdminsAddEmoji && { onlyAdminsAddEmoji }),
    ...(hasLinkPreviews === false && { hasLinkPreviews }),
    ...(level && { level }),
  };
}

export const onlyAdminsAddEmoji = async (ctx: DbCtx): Promise<boolean> =>
  (await state(ctx)).onlyAdminsAddEmoji === true;

export const name = async (ctx: DbCtx): Promise<string> => (await state(ctx)).name;

export async function view(ctx: Pick<QueryCtx, "db" | "storage">) {
  const { name, imageId, hasLinkPreviews = true } = await state(ctx);
  const imageUrl = imageId && (await ctx.storage.getUrl(imageId));
  return { name, ...(imageUrl && { imageUrl }), hasLinkPreviews };
}

export const hasLinkPreviews = async (ctx: DbCtx): Promise<boolean> =>
  (await state(ctx)).hasLinkPreviews ?? true;

/** Null as a picture takes it away. */
export type WorkspaceChanges = {
  name?: string | undefined;
  imageId?: Id<"_storage"> | null | undefined;
  onlyAdminsAddEmoji?: boolean | undefined;
  hasLinkPreviews?: boolean | undefined;
  level?: Level | undefined;
};

/** @throws TEXT_EMPTY | TEXT_TOO_LONG | NOT_FOUND | IMAGE_INVALID */
export async function update(ctx: ActorCtx, changes: WorkspaceChanges): Promise<void> {
  const { imageId: formerId, ...former } = await state(ctx);
  const { name, imageId, hasLinkPreviews = former.hasLinkPreviews } = changes;
  const onlyAdminsAddEmoji = changes.onlyAdminsAddEmoji ?? former.onlyAdminsAddEmoji ?? false;
  const level = changes.level ?? former.level ?? USUAL_LEVEL;
  const nextId = imageId === undefined ? formerId : (imageId ?? undefined);
  if (nextId !== undefined && nextId !== formerId) await requireImage(ctx, nextId);
  await change(ctx, {
    name: name === undefined ? former.name : requiredName(name, LIMITS.workspaceName),
    ...(nextId && { imageId: nextId }),
    ...(onlyAdminsAddEmoji && { onlyAdminsAddEmoji }),
    ...(hasLinkPreviews === false && { hasLinkPreviews }),
    ...(level !== USUAL_LEVEL && { level }),
  });
  if (formerId !== undefined && formerId !== nextId) await ctx.storage.delete(formerId);
}

async function change(ctx: ActorCtx, next: State): Promise<void> {
  const changes = changesBetween(await state(ctx), next);
  if (changes.length === 0) return;
  const row = await ctx.db.query("workspace").first();
  if (row) await ctx.db.replace("workspace", row._id, next);
  else await ctx.db.insert("workspace", next);
  await Events.record(ctx, { noun: "settings", verb: "changed", subject: "workspace", changes });
}

/** @throws NOT_FOUND | IMAGE_INVALID */
async function requireImage(ctx: DbCtx, imageId: Id<"_storage">): Promise<void> {
  const file = await ctx.db.system.get("_storage", imageId);
  if (!file) throw fail("NOT_FOUND");
  const isImage = IMAGE_TYPES.some((type) => type === file.contentType);
  if (!isImage || file.size > LIMITS.imageBytes) throw fail("IMAGE_INVALID");
}
