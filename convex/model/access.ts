import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { LIMITS } from "../shared/limits";
import { fail } from "./errors";
import type { DbCtx } from "./context";

/** The contexts of functions whose caller is known: see `userQuery` and `userMutation`. */
export type UserQueryCtx = QueryCtx & { user: Doc<"users"> };
export type UserMutationCtx = MutationCtx & { user: Doc<"users"> };

type AuthCtx = Pick<QueryCtx, "auth" | "db">;
/** The member who calls, or null for strangers and for people who were deactivated. */
export async function findUser(ctx: AuthCtx): Promise<Doc<"users"> | null> {
  const user = await findCaller(ctx);
  return user && user.deactivatedAt === undefined ? user : null;
}

async function findCaller(ctx: AuthCtx): Promise<Doc<"users"> | null> {
  const identity = await ctx.auth.getUserIdentity();
  return identity && (await findBySignIn(ctx, identity.tokenIdentifier));
}

/** Whoever has this sign-in, deactivated or not. */
export async function findBySignIn(ctx: DbCtx, tokenIdentifier: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", tokenIdentifier))
    .unique();
}

/** The first member with this address: in the embedded sign-in anybody can type anybody's. */
export async function findByEmail(ctx: DbCtx, email: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email.trim().toLowerCase()))
    .first();
}

/** @throws NOT_SIGNED_IN | DEACTIVATED */
export async function requireUser(ctx: AuthCtx): Promise<Doc<"users">> {
  const user = await findCaller(ctx);
  if (!user) throw fail("NOT_SIGNED_IN");
  if (user.deactivatedAt !== undefined) throw fail("DEACTIVATED");
  return user;
}

/** @throws NOT_SIGNED_IN | DEACTIVATED | FORBIDDEN */
export async function requireAdmin(ctx: AuthCtx): Promise<Doc<"users">> {
  const user = await requireUser(ctx);
  if (user.role !== "admin") throw fail("FORBIDDEN");
  return user;
}

/**
 * Somebody else who can still be spoken to.
 *
 * @throws NOT_FOUND
 */
export async function requirePerson(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"users">> {
  const person = await ctx.db.get("users", userId);
  if (!person || person.deactivatedAt !== undefined) throw fail("NOT_FOUND");
  return person;
}

/** Nobody is in a channel that is being deleted, although there are rows of it for a while. */
export async function findMembership(ctx: DbCtx, channelId: Id<"channels">, userId: Id<"users">) {
  const membership = await ctx.db
    .query("memberships")
    .withIndex("by_channelId_and_userId", (q) => q.eq("channelId", channelId).eq("userId", userId))
    .unique();
  if (!membership) return null;
  const deletion = await ctx.db
    .query("deletions")
    .withIndex("by_channelId", (q) => q.eq("channelId", channelId))
    .first();
  return deletion ? null : membership;
}

/**
 * Whether a person may read a channel: its members may, and everybody a public one. Membership is
 * looked up first, and the row of the channel is not read for a member: a renamed channel wakes no reader.
 */
export async function canRead(ctx: DbCtx, channelId: Id<"channels">, userId: Id<"users">): Promise<boolean> {
  if (await findMembership(ctx, channelId, userId)) return true;
  const channel = await ctx.db.get("channels", channelId);
  return channel?.kind === "public";
}

/**
 * The way to a channel for reading. A private one and a missing one fail alike.
 *
 * @throws NOT_FOUND
 */
export async function requireChannel(ctx: UserQueryCtx, channelId: Id<"channels">): Promise<Doc<"channels">> {
  const mayRead = await canRead(ctx, channelId, ctx.user._id);
  const channel = mayRead && (await ctx.db.get("channels", channelId));
  if (!channel) throw fail("NOT_FOUND");
  return channel;
}

/**
 * The way to a channel for writing: only its members may.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER
 */
export async function requireMember(ctx: UserQueryCtx, channelId: Id<"channels">): Promise<Doc<"channels">> {
  const membership = await findMembership(ctx, channelId, ctx.user._id);
  const channel = await ctx.db.get("channels", channelId);
  if (membership && channel) return channel;
  throw fail(channel?.kind === "public" ? "NOT_A_MEMBER" : "NOT_FOUND");
}

/**
 * As `requireMember`, for what an archived channel no longer takes.
 *
 * @throws NOT_FOUND | NOT_A_MEMBER | CHANNEL_ARCHIVED
 */
export async function requireOpenChannel(
  ctx: UserQueryCtx,
  channelId: Id<"channels">,
): Promise<Doc<"channels">> {
  const channel = await requireMember(ctx, channelId);
  if (channel.archivedAt !== undefined) throw fail("CHANNEL_ARCHIVED");
  return channel;
}

/**
 * The way to a message, deleted ones included: who restores needs them. Through its channel's door.
 *
 * @throws NOT_FOUND
 */
export async function requireMessageRow(
  ctx: UserQueryCtx,
  messageId: Id<"messages">,
): Promise<Doc<"messages">> {
  const message = await ctx.db.get("messages", messageId);
  if (!message || !(await canRead(ctx, message.channelId, ctx.user._id))) throw fail("NOT_FOUND");
  return message;
}

/** @throws NOT_FOUND */
export async function requireMessage(ctx: UserQueryCtx, messageId: Id<"messages">): Promise<Doc<"messages">> {
  const message = await requireMessageRow(ctx, messageId);
  if (message.deletedAt !== undefined) throw fail("NOT_FOUND");
  return message;
}

/**
 * The way to several messages, each once.
 *
 * @throws NOT_FOUND, where there is none too | TOO_MANY_IDS
 */
export async function requireMessages(
  ctx: UserQueryCtx,
  messageIds: readonly Id<"messages">[],
): Promise<Doc<"messages">[]> {
  const ids = [...new Set(messageIds)];
  if (ids.length > LIMITS.messagesChosen) throw fail("TOO_MANY_IDS");
  if (ids.length === 0) throw fail("NOT_FOUND");
  return await Promise.all(ids.map(async (id) => await requireMessage(ctx, id)));
}

/**
 * The way to a task, deleted ones included. A task in a channel is for those who may read the
 * channel, any other for everybody; who may see a task may change it.
 *
 * @throws NOT_FOUND
 */
export async function requireTaskRow(ctx: UserQueryCtx, taskId: Id<"tasks">): Promise<Doc<"tasks">> {
  const task = await ctx.db.get("tasks", taskId);
  if (!task || !(await canReadTask(ctx, task, ctx.user._id))) throw fail("NOT_FOUND");
  return task;
}

/** Whether a person may read a task, deleted or not. */
export async function canReadTask(
  ctx: DbCtx,
  { channelId }: Pick<Doc<"tasks">, "channelId">,
  userId: Id<"users">,
): Promise<boolean> {
  return channelId === undefined || (await canRead(ctx, channelId, userId));
}

/** @throws NOT_FOUND */
export async function requireTask(ctx: UserQueryCtx, taskId: Id<"tasks">): Promise<Doc<"tasks">> {
  const task = await requireTaskRow(ctx, taskId);
  if (task.deletedAt !== undefined) throw fail("NOT_FOUND");
  return task;
}

/**
 * As `requireTask`, for changing it: an archived channel's tasks stay as they are.
 *
 * @throws NOT_FOUND | CHANNEL_ARCHIVED
 */
export async function requireOpenTask(ctx: UserQueryCtx, taskId: Id<"tasks">): Promise<Doc<"tasks">> {
  const task = await requireTask(ctx, taskId);
  await checkOpen(ctx, task);
  return task;
}

/** @throws CHANNEL_ARCHIVED */
export async function checkOpen(ctx: DbCtx, { channelId }: Pick<Doc<"tasks">, "channelId">): Promise<void> {
  const channel = channelId && (await ctx.db.get("channels", channelId));
  if (channel && channel.archivedAt !== undefined) throw fail("CHANNEL_ARCHIVED");
}

type NestCtx = Pick<QueryCtx, "runQuery">;

/**
 * The door of a `sharedQuery`: checks the caller in a query of its own, which answers every reader
 * alike. Pass null for a channel that was not found, so that strangers learn nothing from the error.
 *
 * @throws NOT_SIGNED_IN | NOT_FOUND
 */
export async function requireReader(ctx: NestCtx, channelId: Id<"channels"> | null): Promise<void> {
  await ctx.runQuery(internal.access.channelReader, { channelId });
}

/** Whether the caller may read a channel, for a shared query that leaves out what they may not. @throws NOT_SIGNED_IN */
export async function reads(ctx: NestCtx, channelId: Id<"channels">): Promise<boolean> {
  return await ctx.runQuery(internal.access.readsChannel, { channelId });
}

/** A task that is not deleted, for a shared query. @throws NOT_SIGNED_IN | NOT_FOUND */
export async function requireTaskForReaders(
  ctx: NestCtx & DbCtx,
  taskId: Id<"tasks">,
): Promise<Doc<"tasks">> {
  const task = await ctx.db.get("tasks", taskId);
  if (task && task.channelId === undefined) await requireColleague(ctx);
  else await requireReader(ctx, task?.channelId ?? null);
  if (!task || task.deletedAt !== undefined) throw fail("NOT_FOUND");
  return task;
}

/** The same for what every member of the workspace may read. @throws NOT_SIGNED_IN */
export async function requireColleague(ctx: NestCtx): Promise<void> {
  await ctx.runQuery(internal.access.workspaceReader, {});
}

/**
 * The same for boards of the whole workspace: answers with the audiences the caller belongs to that have tasks.
 *
 * @throws NOT_SIGNED_IN
 */
export async function requireAudiences(ctx: NestCtx): Promise<Doc<"tasks">["audience"][]> {
  return await ctx.runQuery(internal.access.audiences, {});
}
