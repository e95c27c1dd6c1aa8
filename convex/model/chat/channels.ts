import { omit } from "convex-helpers";
import { literals } from "convex-helpers/validators";
import type { PaginationOptions, PaginationResult } from "convex/server";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import { normalChannelName } from "../../shared/chat/channelNames";
import type { EventVerb } from "../../shared/events";
import { LIMITS } from "../../shared/limits";
import { findMembership, requirePerson, type UserMutationCtx, type UserQueryCtx } from "../access";
import { fail } from "../errors";
import { changesBetween } from "../events/changes";
import * as Events from "../events/events";
import type { ActorCtx } from "../events/events";
import * as Notices from "../notices/notices";
import { checkManage, ownersOf } from "./rights";
import * as MemberCounts from "./memberCounts";
import * as Memberships from "./memberships";
import { boundedPage } from "../pages";
import { cleanText } from "../text";
import type { DbCtx } from "../context";

type NewChannel = Omit<Doc<"channels">, "_id" | "_creationTime" | "isArchived" | "hasTasks">;

export const POSTING = ["owners", "nobody"] as const;
type Posting = (typeof POSTING)[number];

export const channelView = v.object({
  _id: v.id("channels"),
  _creationTime: v.number(),
  /** Empty for a direct conversation: it is called after its people. */
  name: v.string(),
  kind: v.union(v.literal("public"), v.literal("private"), v.literal("direct")),
  description: v.string(),
  /** What it is about these days. */
  topic: v.optional(v.string()),
  /** Who may write, where not every member may. Where owners do, everybody may still reply. */
  posting: v.optional(literals(...POSTING)),
  /** Who may call everybody in it, where not every member may. */
  calling: v.optional(literals("owners")),
  createdBy: v.id("users"),
  isDefault: v.boolean(),
  archivedAt: v.optional(v.number()),
  /** Only of a direct conversation: everybody in it, the caller included. */
  directMemberIds: v.optional(v.array(v.id("users"))),
});

export const browsedView = v.object({
  _id: v.id("channels"),
  name: v.string(),
  description: v.string(),
  archivedAt: v.optional(v.number()),
  /** Without those who were deactivated. */
  memberCount: v.number(),
  isMember: v.boolean(),
});

export function toView(channel: Doc<"channels">) {
  const {
    directKey: _key,
    isArchived: _a,
    hasTasks: _t,
    ownerIds: _o,
    isForNewcomers: _n,
    ...shown
  } = channel;
  return { ...shown, isDefault: channel.isDefault === true };
}

/** What its settings show besides. */
export const settingsView = v.object({
  isMember: v.boolean(),
  canManage: v.boolean(),
  ownerIds: v.array(v.id("users")),
  /** Whether new members of the workspace are in it from the beginning. */
  isForNewcomers: v.boolean(),
});

/** Makes a channel with its head. Nobody is in it yet. */
async function insert(ctx: ActorCtx, fields: NewChannel): Promise<Id<"channels">> {
  const channel = { ...fields, isArchived: false };
  const channelId = await ctx.db.insert("channels", channel);
  const changes = changesBetween(null, omit(channel, ["directKey"]));
  await Events.record(ctx, { noun: "channel", verb: "created", subject: channelId, changes });
  return channelId;
}

type ChannelDraft = { name: string; isPrivate?: boolean; description?: string };

/** @throws NAME_EMPTY | NAME_TOO_LONG | NAME_TAKEN | TEXT_TOO_LONG */
export async function create(ctx: UserMutationCtx, draft: ChannelDraft): Promise<Id<"channels">> {
  const kind = draft.isPrivate ? "private" : "public";
  const channelId = await insert(ctx, {
    name: await freeName(ctx, draft.name, kind),
    kind,
    description: cleanText(draft.description ?? "", LIMITS.channelDescription),
    createdBy: ctx.user._id,
  });
  await Memberships.add(ctx, channelId, ctx.user._id);
  return channelId;
}

/** Private names may repeat: refusing one would tell that somebody else's channel exists. */
/** @throws NAME_EMPTY | NAME_TOO_LONG | NAME_TAKEN */
export async function freeName(
  ctx: DbCtx,
  wanted: string,
  kind: Doc<"channels">["kind"],
  self?: Id<"channels">,
) {
  const name = normalChannelName(wanted);
  if (name === "") throw fail("NAME_EMPTY");
  if (name.length > LIMITS.channelName) throw fail("NAME_TOO_LONG");
  if (kind !== "public") return name;
  const holder = await ctx.db
    .query("channels")
    .withIndex("by_kind_and_name", (q) => q.eq("kind", "public").eq("name", name))
    .first();
  if (holder && holder._id !== self) throw fail("NAME_TAKEN");
  return name;
}

/**
 * Renames (managers only), describes, and says what it is about these days (any member).
 *
 * @throws FORBIDDEN | CHANNEL_FIXED | NAME_EMPTY | NAME_TOO_LONG | NAME_TAKEN | TEXT_TOO_LONG
 */
export async function update(
  ctx: UserMutationCtx,
  channel: Doc<"channels">,
  changes: { name?: string; description?: string; topic?: string },
): Promise<void> {
  const patch: Partial<Doc<"channels">> = {};
  if (changes.name !== undefined) {
    checkManage(ctx.user, channel);
    patch.name = await freeName(ctx, changes.name, channel.kind, channel._id);
  }
  if (changes.description !== undefined) {
    patch.description = cleanText(changes.description, LIMITS.channelDescription);
  }
  if (changes.topic !== undefined) patch.topic = cleanText(changes.topic, LIMITS.channelTopic) || undefined;
  await change(ctx, channel, patch, "changed");
}

/** Writes to a channel and tells of it, unless nothing is different. */
export async function change(
  ctx: ActorCtx,
  channel: Doc<"channels">,
  patch: Partial<Doc<"channels">>,
  verb: EventVerb,
): Promise<void> {
  const changes = changesBetween(channel, { ...channel, ...patch });
  if (changes.length === 0) return;
  await ctx.db.patch("channels", channel._id, patch);
  await Events.record(ctx, { noun: "channel", verb, subject: channel._id, changes });
}

/** An archived channel can be read, but takes no more messages, tasks or people. */
export async function archive(ctx: ActorCtx, channel: Doc<"channels">): Promise<void> {
  await change(ctx, channel, { archivedAt: channel.archivedAt ?? Date.now(), isArchived: true }, "archived");
}

export async function unarchive(ctx: ActorCtx, channel: Doc<"channels">): Promise<void> {
  await change(ctx, channel, { archivedAt: undefined, isArchived: false }, "unarchived");
}

/** Brings somebody else into a channel, and tells them. */
export async function addPerson(
  ctx: UserMutationCtx,
  channel: Doc<"channels">,
  userId: Id<"users">,
): Promise<void> {
  const [channelId, actorId] = [channel._id, ctx.user._id];
  const isNew = await Memberships.add(ctx, channelId, userId);
  if (isNew && userId !== actorId) await Notices.tellOfMembership(ctx, { userId, channelId, actorId });
}

/** Who may write: every member, its owners, or nobody. */
export async function setPosting(
  ctx: ActorCtx,
  channel: Doc<"channels">,
  posting: Posting | "everyone",
): Promise<void> {
  await change(ctx, channel, { posting: posting === "everyone" ? undefined : posting }, "changed");
}

/** Who may call all who are in a channel: every member, or its owners. */
export async function setCalling(
  ctx: ActorCtx,
  channel: Doc<"channels">,
  calling: "everyone" | "owners",
): Promise<void> {
  await change(ctx, channel, { calling: calling === "everyone" ? undefined : calling }, "changed");
}

/**
 * Brings everybody who joins the workspace from now on into a channel, or no more.
 *
 * @throws CHANNEL_FIXED for what is not public and open | TOO_MANY_CHANNELS
 */
export async function setForNewcomers(ctx: ActorCtx, channel: Doc<"channels">, isOn: boolean): Promise<void> {
  if (isOn && (channel.kind !== "public" || channel.isArchived)) throw fail("CHANNEL_FIXED");
  if (isOn && (await newcomersChannels(ctx)).length >= LIMITS.newcomersChannels)
    throw fail("TOO_MANY_CHANNELS");
  await change(ctx, channel, { isForNewcomers: isOn || undefined }, "changed");
}

async function newcomersChannels(ctx: DbCtx): Promise<Doc<"channels">[]> {
  return await ctx.db
    .query("channels")
    .withIndex("by_isForNewcomers", (q) => q.eq("isForNewcomers", true))
    .take(LIMITS.newcomersChannels);
}

/**
 * Takes a person out. Where they were the last owner, the one who joined first is the next. A private channel with nobody left
 * who could open it again is archived.
 */
export async function removePerson(
  ctx: ActorCtx,
  channel: Doc<"channels">,
  userId: Id<"users">,
): Promise<void> {
  await Memberships.remove(ctx, channel._id, userId);
  const owners = ownersOf(channel);
  if (channel.kind !== "direct" && owners.includes(userId)) {
    const others = owners.filter((id) => id !== userId);
    const next = others.length > 0 ? others : await Memberships.first(ctx, channel._id, 1);
    await change(ctx, channel, { ownerIds: next }, "changed");
  }
  if (channel.kind !== "private" || channel.archivedAt !== undefined) return;
  if (!(await Memberships.hasActive(ctx, channel._id))) await archive(ctx, channel);
}

/** The channel of everybody; undefined before there is anybody. */
export async function findDefaultId(ctx: DbCtx): Promise<Id<"channels"> | undefined> {
  const channel = await ctx.db
    .query("channels")
    .withIndex("by_isDefault", (q) => q.eq("isDefault", true))
    .unique();
  return channel?._id;
}

/** How many active people the workspace has: all of them are in the channel of everybody. */
export async function countEverybody(ctx: DbCtx): Promise<number> {
  const channelId = await findDefaultId(ctx);
  return channelId === undefined ? 0 : await MemberCounts.countOf(ctx, channelId);
}

/** Puts a new member of the workspace into the channel of everybody, made on first need, and into those for newcomers. */
export async function joinDefaultChannel(ctx: ActorCtx, userId: Id<"users">): Promise<void> {
  const channelId =
    (await findDefaultId(ctx)) ??
    (await insert(ctx, {
      name: "general",
      kind: "public",
      description: "For everybody in the workspace.",
      createdBy: userId,
      isDefault: true,
    }));
  await Memberships.add(ctx, channelId, userId);
  for (const { _id, isArchived } of await newcomersChannels(ctx))
    if (!isArchived) await Memberships.add(ctx, _id, userId);
}

/**
 * The one conversation of the caller with these people, made on first need. With only oneself it is
 * a place for notes.
 *
 * @throws PEOPLE_COUNT | NOT_FOUND
 */
export async function openDirect(ctx: UserMutationCtx, userIds: Id<"users">[]): Promise<Id<"channels">> {
  if (userIds.length === 0 || userIds.length > LIMITS.directMembers) throw fail("PEOPLE_COUNT");
  const memberIds = [...new Set([ctx.user._id, ...userIds])].sort();
  if (memberIds.length > LIMITS.directMembers) throw fail("PEOPLE_COUNT");
  await Promise.all(memberIds.map(async (userId) => await requirePerson(ctx, userId)));

  const directKey = memberIds.join(",");
  const existing = await ctx.db
    .query("channels")
    .withIndex("by_directKey", (q) => q.eq("directKey", directKey))
    .unique();
  if (existing) return existing._id;
  const people = { directMemberIds: memberIds, directKey };
  const channelId = await insert(ctx, {
    name: "",
    kind: "direct",
    description: "",
    createdBy: ctx.user._id,
    ...people,
  });
  for (const userId of memberIds) await Memberships.add(ctx, channelId, userId);
  return channelId;
}

/** The channels a person is in, newest membership first, archived ones included. */
export async function channelsOf(ctx: DbCtx, userId: Id<"users">): Promise<Doc<"channels">[]> {
  const channelIds = await Memberships.channelIdsOf(ctx, userId);
  const channels = await Promise.all(
    channelIds.map(async (channelId) => await ctx.db.get("channels", channelId)),
  );
  return channels.filter((channel) => channel !== null);
}

/** Channels that are looked at together. */
const LOOKED_AT = 50;

/** The first so many of the channels a person is in that are not archived, newest membership first. */
export async function openChannels(
  ctx: DbCtx,
  userId: Id<"users">,
  most: number,
): Promise<Doc<"channels">[]> {
  const channelIds = await Memberships.channelIdsOf(ctx, userId);
  const open: Doc<"channels">[] = [];
  for (let at = 0; at < channelIds.length && open.length < most; at += LOOKED_AT) {
    const some = channelIds.slice(at, at + LOOKED_AT);
    const channels = await Promise.all(some.map(async (id) => await ctx.db.get("channels", id)));
    open.push(...channels.flatMap((channel) => (channel && !channel.isArchived ? [channel] : [])));
  }
  return open.slice(0, most);
}

/** What a channel is called in a mail to one of its readers: a direct conversation after the others in it. */
export async function titleFor(ctx: DbCtx, channel: Doc<"channels">, readerId: Id<"users">): Promise<string> {
  if (channel.kind !== "direct") return `#${channel.name}`;
  const others = (channel.directMemberIds ?? []).filter((id) => id !== readerId);
  const people = await Promise.all(others.map(async (id) => await ctx.db.get("users", id)));
  return people.map((person) => person?.name ?? "somebody").join(", ") || "Notes to yourself";
}

/** The private and direct channels of a person that ever had a task, in an order of their own. */
export async function hiddenWithTasks(ctx: DbCtx, user: Doc<"users">): Promise<Id<"channels">[]> {
  const channels = await channelsOf(ctx, user._id);
  return channels
    .filter(({ kind, hasTasks }) => kind !== "public" && hasTasks === true)
    .map(({ _id }) => _id)
    .sort();
}

type Browsed = { text?: string | undefined; isArchived?: boolean | undefined };

/** A page of the public channels, open or archived: by name, or those whose names fit a text best. */
export async function browse(
  ctx: UserQueryCtx,
  { text = "", isArchived = false }: Browsed,
  opts: PaginationOptions,
): Promise<PaginationResult<Infer<typeof browsedView>>> {
  const channels = ctx.db.query("channels");
  const words = normalChannelName(text);
  const result =
    words === ""
      ? await channels
          .withIndex("by_kind_and_isArchived_and_name", (q) =>
            q.eq("kind", "public").eq("isArchived", isArchived),
          )
          .paginate(boundedPage(opts))
      : await channels
          .withSearchIndex("by_text", (q) =>
            q.search("name", words).eq("kind", "public").eq("isArchived", isArchived),
          )
          .paginate(boundedPage(opts));
  const page = await Promise.all(result.page.map(async (channel) => await toBrowsed(ctx, channel)));
  return { ...result, page };
}

async function toBrowsed(ctx: UserQueryCtx, { _id, name, description, archivedAt }: Doc<"channels">) {
  const [memberCount, membership] = await Promise.all([
    MemberCounts.countOf(ctx, _id),
    findMembership(ctx, _id, ctx.user._id),
  ]);
  return { _id, name, description, archivedAt, memberCount, isMember: membership !== null };
}
