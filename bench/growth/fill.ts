/** A workspace of a given size in the store of an engine that has `convex/`, as some years of use would leave it. */
import { generateNKeysBetween } from "fractional-indexing";
import { seededRandom } from "../../engine/lib/world.ts";
import type { Id } from "../../convex/_generated/dataModel.js";
import { MAIL_LANES } from "../../convex/shared/emails.ts";
import { timesText } from "../../convex/shared/unread.ts";
import { TEXT } from "../pace.ts";
import { StoreWriter } from "../storeWriter.ts";

export type Size = {
  name: string;
  people: number;
  /** Public ones and, every eighth, a private one. */
  channels: number;
  directs: number;
  messages: number;
  tasks: number;
};

/** Who may be online: the first people, with the channels of their sidebars. */
export type Member = {
  subject: string;
  channelIds: string[];
  /** People whom their window names: those of their conversations, and who writes in their channels. */
  peopleIds: string[];
  /** Private channels that they are in: a board of the workspace asks a range of each. */
  privateChannels: number;
};

export const SIZES = {
  S: { name: "S", people: 300, channels: 60, directs: 600, messages: 60_000, tasks: 3_000 },
  M: { name: "M", people: 3_000, channels: 600, directs: 30_000, messages: 600_000, tasks: 30_000 },
  L: { name: "L", people: 10_000, channels: 5_000, directs: 50_000, messages: 1_000_000, tasks: 200_000 },
} satisfies Record<string, Size>;

/** Public channels of a person, and people of a private channel. */
const CHANNELS_EACH = 20;
const PRIVATE_PEOPLE = 12;
const PRIVATE_EVERY = 8;
/** Times that a channel's head holds. */
const HEAD_TIMES = 100;
/** People of a channel, and of all, whom a window names. */
const NAMED_EACH = 10;
const NAMED = 100;
const DAY_MS = 86_400_000;
const DESCRIPTION = TEXT.repeat(2);

type Channel = {
  id: Id<"channels">;
  kind: "public" | "private" | "direct";
  memberIds: Id<"users">[];
  times: bigint[];
};
type Filling = Size & { writer: StoreWriter; random: () => number; userIds: Id<"users">[]; issuer: string };

/** @param issuer whose tokens the people have; their subjects are `person-0` and so on */
export function fillWorkspace(dataDir: string, issuer: string, size: Size): Member[] {
  const writer = new StoreWriter(dataDir);
  const filling: Filling = { ...size, writer, random: seededRandom(size.people), userIds: [], issuer };
  fillPeople(filling);
  const channels = [...fillChannels(filling), ...fillDirects(filling)];
  fillMessages(filling, channels);
  fillTasks(filling, channels);
  const members = fillPlaces(filling, channels);
  writer.close();
  return members;
}

function fillPeople({ writer, people, userIds, issuer }: Filling): void {
  const now = Date.now();
  for (let i = 0; i < people; i++) {
    const name = `Person ${i} of the workspace`;
    const user = {
      tokenIdentifier: `${issuer}|person-${i}`,
      name,
      nameKey: name.toLowerCase(),
      isDeactivated: false,
      email: `person${i}@example.com`,
      role: i === 0 ? ("admin" as const) : ("member" as const),
    };
    const { id } = writer.write("users", user);
    userIds.push(id);
    const lane = i % MAIL_LANES;
    const digest = { digestDays: "everyday" as const, digestHour: 8 };
    const wishes = { ...digest, weeklyReport: true, mentionMinutes: 15 as const };
    const due = { lastDigestAt: now, nextDigestAt: now + DAY_MS, nextReportAt: now + 7 * DAY_MS };
    writer.write("mailSettings", {
      userId: id,
      lane,
      timeZone: "UTC",
      isZoneChosen: true,
      ...wishes,
      ...due,
    });
  }
}

/** `count` of these, each once. */
function some<T>({ random }: Filling, items: readonly T[], count: number): T[] {
  const chosen = new Set<T>();
  while (chosen.size < Math.min(count, items.length)) chosen.add(items[Math.floor(random() * items.length)]!);
  return [...chosen];
}

function fillChannels(filling: Filling): Channel[] {
  const { userIds, channels: count, writer } = filling;
  const channels = Array.from({ length: count }, (_, i): Channel => {
    const kind: "private" | "public" = i % PRIVATE_EVERY === PRIVATE_EVERY - 1 ? "private" : "public";
    const memberIds = i === 0 ? userIds : kind === "private" ? some(filling, userIds, PRIVATE_PEOPLE) : [];
    const named = { name: `channel-${i}`, description: "What it is about", isArchived: false };
    const row = { ...named, kind, createdBy: userIds[0]!, ...(i === 0 && { isDefault: true }) };
    return { id: writer.write("channels", row).id, kind, memberIds: [...memberIds], times: [] };
  });
  const open = channels.slice(1).filter(({ kind }) => kind === "public");
  for (const userId of userIds)
    for (const channel of some(filling, open, CHANNELS_EACH)) channel.memberIds.push(userId);
  for (const { id, memberIds } of channels)
    writer.write("tallies", {
      key: `members ${id}`,
      sums: { active: memberIds.length },
      commitTs: writer.nextTs(),
    });
  return channels;
}

function fillDirects(filling: Filling): Channel[] {
  const { directs, userIds, writer } = filling;
  const keys = new Set<string>();
  const channels: Channel[] = [];
  while (channels.length < directs) {
    const memberIds = some(filling, userIds, 2).sort();
    const directKey = memberIds.join(" ");
    if (keys.has(directKey)) continue;
    keys.add(directKey);
    const named = { name: "", kind: "direct" as const, description: "", isArchived: false };
    const row = { ...named, createdBy: memberIds[0]!, directMemberIds: memberIds, directKey };
    channels.push({ id: writer.write("channels", row).id, kind: "direct", memberIds, times: [] });
  }
  return channels;
}

/** Few channels have most of the messages: the n-th has one n-th of the first one's. */
function zipf({ random }: Filling, count: number): number {
  return Math.min(count - 1, Math.floor(count ** random()) - 1);
}

function fillMessages(filling: Filling, channels: Channel[]): void {
  const { messages, writer, random } = filling;
  for (let i = 0; i < messages; i++) {
    const { id: channelId, memberIds, times } = channels[zipf(filling, channels.length)]!;
    if (memberIds.length === 0) continue;
    const authorId = memberIds[Math.floor(random() * memberIds.length)]!;
    const commitTs = writer.nextTs();
    writer.write("messages", { channelId, authorId, commitTs, text: TEXT, sentAt: Date.now(), mentions: [] });
    times.push(commitTs);
    if (times.length > HEAD_TIMES) times.shift();
  }
  for (const { id: channelId, times } of channels) {
    const foldedTs = times.at(-1);
    if (foldedTs === undefined) continue;
    const recentTimes = timesText(times.toReversed());
    const parts = { foldedTs, tailTs: foldedTs, sinceTail: 0 };
    const head = { channelId, ...parts, count: times.length, lastMessageAt: Date.now(), recentTimes };
    writer.write("heads", head);
  }
}

const STATUSES = ["todo", "in_progress", "done", "done", "done", "done"] as const;

/** Two in three belong to a channel, a few of those to a private one. */
function fillTasks(filling: Filling, channels: Channel[]): void {
  const { tasks, writer, random, userIds } = filling;
  const ranks = generateNKeysBetween(null, null, tasks);
  const counts = new Map<Channel["id"] | "workspace", { todo: number; in_progress: number; done: number }>();
  const shared = channels.filter(({ kind }) => kind !== "direct");
  const now = Date.now();
  for (let i = 0; i < tasks; i++) {
    const status = STATUSES[i % STATUSES.length]!;
    const channel = i % 3 === 0 ? null : shared[Math.floor(random() * shared.length)]!;
    const audience = channel?.kind === "private" ? channel.id : ("workspace" as const);
    const people = channel?.kind === "private" ? channel.memberIds : userIds;
    const [createdBy, assigneeId] = some(filling, people, 2) as [Id<"users">, Id<"users">];
    const { id: taskId } = writer.write("tasks", {
      number: i + 1,
      title: `Task ${i + 1} with a title of usual length`,
      status,
      rank: ranks[i]!,
      tags: ["growth"],
      audience,
      createdBy,
      assigneeId,
      assignedAt: now,
      ...(channel && { channelId: channel.id }),
      ...(status === "done" && { completedAt: now, movedAt: now }),
      categorySource: "rules",
    });
    writer.write("taskDescriptions", { taskId, text: DESCRIPTION });
    for (const place of new Set([audience, ...(channel ? [channel.id] : [])])) {
      const count = counts.get(place) ?? { todo: 0, in_progress: 0, done: 0 };
      count[status]++;
      counts.set(place, count);
    }
  }
  for (const [place, sums] of counts)
    writer.write("tallies", { key: `tasks ${place}`, sums, commitTs: writer.nextTs() });
  for (const { id, kind } of shared)
    if (kind === "private" && counts.has(id)) writer.patch(id, { hasTasks: true });
  writer.write("counters", { name: "tasks", value: tasks });
}

/** Memberships, and that everything is read. */
function fillPlaces({ writer, userIds }: Filling, channels: Channel[]): Member[] {
  const placesOf = new Map(userIds.map((id): [string, Channel[]] => [id, []]));
  for (const channel of channels) for (const userId of channel.memberIds) placesOf.get(userId)!.push(channel);
  return userIds.map((userId, i) => {
    const places = placesOf.get(userId)!;
    for (const { id: channelId } of places)
      writer.write("memberships", { channelId, userId, joinedAt: Date.now(), isDeactivated: false });
    for (const { id: channelId, times } of places)
      writer.write("readPositions", { userId, channelId, lastReadTs: times.at(-1) ?? 0n });
    const named = new Set(places.flatMap(({ memberIds }) => memberIds.slice(0, NAMED_EACH)));
    return {
      subject: `person-${i}`,
      channelIds: places.map(({ id }) => id),
      peopleIds: [...named].slice(0, NAMED),
      privateChannels: places.filter(({ kind }) => kind === "private").length,
    };
  });
}
