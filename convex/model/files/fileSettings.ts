/** How much may be put in: chosen by admins, said before an upload, checked when it is saved. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { LIMITS } from "../../shared/limits";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import * as Tallies from "../tallies";

/** The key of the sums of all files: how many, and their bytes. */
const KEY = "files";

export type Limits = { fileBytes: number; totalBytes: number | null };

/** @returns bytes that one file may have, and all together; null where only the disk is a limit */
export async function limits(ctx: DbCtx): Promise<Limits> {
  const row = await ctx.db.query("fileSettings").first();
  return { fileBytes: row?.fileBytes ?? LIMITS.fileBytes, totalBytes: row?.totalBytes ?? null };
}

const isBytes = (bytes: number, most: number) => Number.isInteger(bytes) && bytes >= 0 && bytes <= most;

/** What is no limit has no value in the log. */
const inLog = ({ fileBytes, totalBytes }: Limits) => ({
  fileBytes,
  ...(totalBytes !== null && { totalBytes }),
});

/** @throws FILE_LIMIT_INVALID */
export async function setLimits(ctx: ActorCtx, next: Limits): Promise<void> {
  const isValid =
    isBytes(next.fileBytes, LIMITS.mostFileBytes) &&
    (next.totalBytes === null || isBytes(next.totalBytes, Number.MAX_SAFE_INTEGER));
  if (!isValid) throw fail("FILE_LIMIT_INVALID");
  const changes = changesBetween(inLog(await limits(ctx)), inLog(next));
  if (changes.length === 0) return;
  const row = await ctx.db.query("fileSettings").first();
  if (row) await ctx.db.replace("fileSettings", row._id, next);
  else await ctx.db.insert("fileSettings", next);
  await Events.record(ctx, { noun: "settings", verb: "changed", subject: "files", changes });
}

export async function isWorkspacePicture(ctx: DbCtx, storageId: Id<"_storage">): Promise<boolean> {
  return (await ctx.db.query("workspace").first())?.imageId === storageId;
}

/** @throws FILE_TOO_LARGE */
export async function checkSize(ctx: DbCtx, size: number): Promise<void> {
  if (size > (await limits(ctx)).fileBytes) throw fail("FILE_TOO_LARGE");
}

/** @throws FILES_FULL */
export async function checkRoom(ctx: MutationCtx, size: number): Promise<void> {
  if (!(await hasRoom(ctx, size))) throw fail("FILES_FULL");
}

/** Whether so many bytes more are within the limit of all files. */
export async function hasRoom(ctx: MutationCtx, size: number): Promise<boolean> {
  const { totalBytes } = await limits(ctx);
  if (totalBytes === null) return true;
  const { bytes = 0 } = await Tallies.sumsBefore(ctx, KEY);
  return bytes + size <= totalBytes;
}

/** To be called for each file that comes (1) or is gone for good (-1). */
export async function count(ctx: MutationCtx, by: 1 | -1, size: number): Promise<void> {
  await Tallies.add(ctx, KEY, { count: by, bytes: by * size });
}

/** Bytes of all files that are kept. */
export async function used(ctx: DbCtx): Promise<number> {
  return (await Tallies.sumsOf(ctx, KEY))["bytes"] ?? 0;
}
