/**
 * Folders of a channel: where its files and notes are filed.
 *
 *   folder ──delete──▶ deleted, with the folders in it ──restore──▶ where it was, or in no folder where that is gone
 *
 * Rules   A folder that is there has only folders that are there above it, `LIMITS.folderDepth` of them with it at most, and
 *         none of them twice. No two in one place have the same name. Files and notes keep their folder when it is deleted:
 *         they are found as before, and are in it again once it is restored.
 *         A channel has so few folders that each change reads all of them: two changes that would break a rule together meet.
 */
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import { fold } from "../../shared/search/words";
import { cutText } from "../../shared/text";
import { requireOpenChannel, type UserMutationCtx } from "../access";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import { requiredName } from "../text";

type Folder = Doc<"folders">;
type FolderId = Id<"folders">;
/** A folder, or none. */
export type Place = FolderId | undefined;

export const folderView = v.object({
  _id: v.id("folders"),
  _creationTime: v.number(),
  channelId: v.id("channels"),
  parentId: v.optional(v.id("folders")),
  name: v.string(),
  createdBy: v.id("users"),
  deletedAt: v.optional(v.number()),
});

export const toView = (folder: Folder): Infer<typeof folderView> => folder;

/** The folders of a channel that are there. */
export async function ofChannel(ctx: DbCtx, channelId: Id<"channels">): Promise<Folder[]> {
  return await ctx.db
    .query("folders")
    .withIndex("by_channelId_and_deletedAt", (q) => q.eq("channelId", channelId).eq("deletedAt", undefined))
    .take(LIMITS.foldersPerChannel);
}

/** The folders that are there, as they lie in each other. */
class Tree {
  readonly #folders: Map<FolderId, Folder>;

  constructor(folders: readonly Folder[]) {
    this.#folders = new Map(folders.map((folder) => [folder._id, folder]));
  }

  has(place: Place): boolean {
    return place === undefined || this.#folders.has(place);
  }

  /** How many more folders it can take. */
  get room(): number {
    return LIMITS.foldersPerChannel - this.#folders.size;
  }

  /** A folder and those above it. */
  above(place: Place): FolderId[] {
    const found: FolderId[] = [];
    for (let at = place; at !== undefined; at = this.#folders.get(at)?.parentId) found.push(at);
    return found;
  }

  /** How many folders lie in each other from this one down. */
  height(folderId: FolderId): number {
    const heights = [...this.#folders.keys()].map((id) => this.above(id).indexOf(folderId) + 1);
    return Math.max(1, ...heights);
  }

  isTaken(place: Place, name: string, self?: FolderId): boolean {
    const wanted = fold(name);
    return [...this.#folders.values()].some(
      (other) => other._id !== self && other.parentId === place && fold(other.name) === wanted,
    );
  }
}

const treeOf = async (ctx: DbCtx, channelId: Id<"channels">) => new Tree(await ofChannel(ctx, channelId));

/** A place for a file or a note of a channel; null is no folder. @throws NOT_FOUND */
export async function requirePlace(
  ctx: DbCtx,
  channelId: Id<"channels">,
  folderId: FolderId | null | undefined,
): Promise<Place> {
  const folder = folderId && (await ctx.db.get("folders", folderId));
  if (!folderId) return undefined;
  if (!folder || folder.channelId !== channelId || folder.deletedAt !== undefined) throw fail("NOT_FOUND");
  return folderId;
}

/**
 * A folder of a channel that the caller may write in, deleted or not.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED
 */
async function requireRow(ctx: UserMutationCtx, folderId: FolderId): Promise<Folder> {
  const folder = await ctx.db.get("folders", folderId);
  if (!folder) throw fail("NOT_FOUND");
  await requireOpenChannel(ctx, folder.channelId);
  return folder;
}

/** @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED */
export async function requireFolder(ctx: UserMutationCtx, folderId: FolderId): Promise<Folder> {
  const folder = await requireRow(ctx, folderId);
  if (folder.deletedAt !== undefined) throw fail("NOT_FOUND");
  return folder;
}

/** @throws FORBIDDEN for others than who made it and admins */
function checkMayChange({ user }: UserMutationCtx, { createdBy }: Folder): void {
  if (createdBy !== user._id && user.role !== "admin") throw fail("FORBIDDEN");
}

async function change(
  ctx: UserMutationCtx,
  folder: Folder,
  fields: Partial<Pick<Folder, "name" | "parentId" | "deletedAt">>,
  verb: "changed" | "moved" | "deleted" | "restored",
): Promise<void> {
  const changes = changesBetween(folder, { ...folder, ...fields });
  if (changes.length === 0) return;
  await ctx.db.patch("folders", folder._id, fields);
  await Events.record(ctx, { noun: "folder", verb, subject: folder._id, changes });
}

/** @throws NOT_FOUND | TEXT_EMPTY | TEXT_TOO_LONG | TOO_MANY_FOLDERS | FOLDER_TOO_DEEP | FOLDER_NAME_TAKEN */
export async function create(
  ctx: UserMutationCtx,
  channelId: Id<"channels">,
  draft: { name: string; parentId: FolderId | null },
): Promise<FolderId> {
  const name = requiredName(draft.name, LIMITS.folderName);
  const parentId = await requirePlace(ctx, channelId, draft.parentId);
  const tree = await treeOf(ctx, channelId);
  if (tree.room < 1) throw fail("TOO_MANY_FOLDERS");
  if (tree.above(parentId).length >= LIMITS.folderDepth) throw fail("FOLDER_TOO_DEEP");
  if (tree.isTaken(parentId, name)) throw fail("FOLDER_NAME_TAKEN");
  const folder = { channelId, ...(parentId && { parentId }), name, createdBy: ctx.user._id };
  const folderId = await ctx.db.insert("folders", folder);
  const changes = changesBetween(null, folder);
  await Events.record(ctx, { noun: "folder", verb: "created", subject: folderId, changes });
  return folderId;
}

/** @throws FORBIDDEN | TEXT_EMPTY | TEXT_TOO_LONG | FOLDER_NAME_TAKEN */
export async function rename(ctx: UserMutationCtx, folder: Folder, wanted: string): Promise<void> {
  checkMayChange(ctx, folder);
  const name = requiredName(wanted, LIMITS.folderName);
  const tree = await treeOf(ctx, folder.channelId);
  if (tree.isTaken(folder.parentId, name, folder._id)) throw fail("FOLDER_NAME_TAKEN");
  await change(ctx, folder, { name }, "changed");
}

/** Into another folder of its channel, or out of all (null). @throws NOT_FOUND | FOLDER_IN_ITSELF | FOLDER_TOO_DEEP | FOLDER_NAME_TAKEN */
export async function move(ctx: UserMutationCtx, folder: Folder, wanted: FolderId | null): Promise<void> {
  const parentId = await requirePlace(ctx, folder.channelId, wanted);
  if (parentId === folder.parentId) return;
  const tree = await treeOf(ctx, folder.channelId);
  const above = tree.above(parentId);
  if (above.includes(folder._id)) throw fail("FOLDER_IN_ITSELF");
  if (above.length + tree.height(folder._id) > LIMITS.folderDepth) throw fail("FOLDER_TOO_DEEP");
  if (tree.isTaken(parentId, folder.name)) throw fail("FOLDER_NAME_TAKEN");
  await change(ctx, folder, { parentId }, "moved");
}

/**
 * Files a file in a folder of its channel, or in none. Where it was sent it stays.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED
 */
export async function file(
  ctx: UserMutationCtx,
  { _id, channelId, state, folderId }: Doc<"files">,
  wanted: Id<"folders"> | null,
): Promise<void> {
  if (state !== "shown" || channelId === undefined) throw fail("NOT_FOUND");
  await requireOpenChannel(ctx, channelId);
  const place = { folderId: await requirePlace(ctx, channelId, wanted) };
  const changes = changesBetween({ folderId }, place);
  if (changes.length === 0) return;
  await ctx.db.patch("files", _id, place);
  await Events.record(ctx, { noun: "file", verb: "moved", subject: _id, changes });
}

/** A folder and all that lie in it and were deleted when it was, those above first. */
async function withInner(ctx: DbCtx, folder: Folder): Promise<Folder[]> {
  const found = [folder];
  for (const { _id, deletedAt } of found)
    found.push(
      ...(await ctx.db
        .query("folders")
        .withIndex("by_parentId_and_deletedAt", (q) => q.eq("parentId", _id).eq("deletedAt", deletedAt))
        .take(LIMITS.foldersPerChannel)),
    );
  return found;
}

/** Takes it away with the folders in it. What is filed there stays filed there. @throws FORBIDDEN */
export async function remove(ctx: UserMutationCtx, folder: Folder): Promise<void> {
  checkMayChange(ctx, folder);
  const deletedAt = Date.now();
  for (const one of await withInner(ctx, folder)) await change(ctx, one, { deletedAt }, "deleted");
}

/**
 * Undoes `remove`, also for others: their things may lie in it. Where its place is gone it comes back outside of folders, and
 * where its name is taken with a number.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED | TOO_MANY_FOLDERS
 */
export async function restore(ctx: UserMutationCtx, folderId: FolderId): Promise<void> {
  const folder = await requireRow(ctx, folderId);
  if (folder.deletedAt === undefined) return;
  const [inner, tree] = [await withInner(ctx, folder), await treeOf(ctx, folder.channelId)];
  if (inner.length > tree.room) throw fail("TOO_MANY_FOLDERS");
  const height = new Tree(inner).height(folderId);
  const above = tree.has(folder.parentId) ? tree.above(folder.parentId).length : LIMITS.folderDepth;
  const parentId = above + height <= LIMITS.folderDepth ? folder.parentId : undefined;
  const name = freeName(tree, parentId, folder.name);
  for (const one of inner)
    await change(
      ctx,
      one,
      one === folder ? { deletedAt: undefined, parentId, name } : { deletedAt: undefined },
      "restored",
    );
}

function freeName(tree: Tree, place: Place, name: string): string {
  let free = name;
  for (let n = 2; tree.isTaken(place, free); n += 1) {
    const end = ` (${n})`;
    free = `${cutText(name, LIMITS.folderName - end.length, "")}${end}`;
  }
  return free;
}

/** Of folders that were deleted, those that take the others with them when they are restored. */
export async function tops(ctx: DbCtx, folders: readonly Folder[]): Promise<Folder[]> {
  const parents = folders.map(async ({ parentId }) => parentId && (await ctx.db.get("folders", parentId)));
  const found = await Promise.all(parents);
  return folders.filter(({ deletedAt }, i) => found[i]?.deletedAt !== deletedAt);
}
