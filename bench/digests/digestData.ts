/**
 * B14's people, channels, messages, mentions and tasks: in the store of an engine that has `convex/`, and in plain
 * SQLite tables beside it. Everybody has 20 channels with unread messages and two mentions, and three open tasks.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Id, TableNames } from "../../convex/_generated/dataModel.js";
import { MAIL_LANES } from "../../convex/shared/emails.ts";
import { timesText } from "../../convex/shared/unread.ts";
import { TEXT } from "../pace.ts";
import { StoreWriter, type Fields, type Written } from "../storeWriter.ts";

const CHANNELS_EACH = 20;
const MESSAGES_EACH = 100;
const UNREAD = 10;
const MENTIONS_EACH = 2;
const TASKS_EACH = 3;
/** People of a channel, about. */
const MEMBERS = 500;
const DAY_MS = 86_400_000;

const PLAIN_TABLES = `
PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT, email TEXT, deactivated REAL);
CREATE TABLE settings (user TEXT PRIMARY KEY, next REAL, last REAL); CREATE INDEX settings_next ON settings (next);
CREATE TABLE channels (id TEXT PRIMARY KEY, name TEXT, kind TEXT, archived REAL);
CREATE TABLE heads (channel TEXT PRIMARY KEY, lastAt REAL, times TEXT);
CREATE TABLE memberships (user TEXT, channel TEXT, PRIMARY KEY (user, channel));
CREATE TABLE cursors (user TEXT, channel TEXT, lastReadAt REAL, PRIMARY KEY (user, channel));
CREATE TABLE messages (id TEXT PRIMARY KEY, author TEXT, text TEXT);
CREATE TABLE mentions (user TEXT, channel TEXT, at REAL, message TEXT, PRIMARY KEY (user, channel, at));
CREATE TABLE tasks (id TEXT PRIMARY KEY, assignee TEXT, status TEXT, number REAL, title TEXT, due REAL, assigned REAL);
CREATE INDEX tasks_assignee ON tasks (assignee, status);
CREATE TABLE suppressions (email TEXT PRIMARY KEY);
CREATE TABLE emails (key TEXT PRIMARY KEY, user TEXT, email TEXT, subject TEXT, content TEXT, status TEXT, due REAL);
`;

type PlainRow = [table: string, ...values: (string | number | null)[]];

/** Writes a document, and the same as rows of plain tables; answers the engine's id and time for it. */
type Write = <Table extends TableNames>(
  table: Table,
  document: Fields<Table>,
  plain: (id: string, at: number) => PlainRow[],
) => Written<Table>;

type Writing = { write: Write; writer: StoreWriter };

/**
 * Fills the folder's `data` and `plain.sqlite`. Answers the settings of the second half, whose digests are due tomorrow
 * and in the plain tables now.
 */
export function fillDigestData(folder: string, people: number): Id<"mailSettings">[] {
  const plain = new DatabaseSync(join(folder, "plain.sqlite"));
  plain.exec(`${PLAIN_TABLES} BEGIN`);
  const inserts = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const writer = new StoreWriter(join(folder, "data"), () => plain.exec("COMMIT; BEGIN"));
  const write: Write = (table, document, plainOf) => {
    const written = writer.write(table, document);
    for (const [plainTable, ...values] of plainOf(written.id, written.at)) {
      const marks = values.map(() => "?").join();
      const insert = inserts.get(plainTable) ?? plain.prepare(`INSERT INTO ${plainTable} VALUES (${marks})`);
      inserts.set(plainTable, insert);
      insert.run(...values);
    }
    return written;
  };
  const settingsIds = fillPeople({ write, writer }, people);
  writer.close();
  plain.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  plain.close();
  return settingsIds.slice(people / 2);
}

/** Lets the digests of these settings be due, one after the other. */
export function makeDue(folder: string, settingsIds: Id<"mailSettings">[]): void {
  const writer = new StoreWriter(join(folder, "data"));
  for (const [i, id] of settingsIds.entries()) writer.patch(id, { nextDigestAt: dueAt(i) });
  writer.close();
}

/** Within the last hour, one after the other. */
const dueAt = (i: number) => Date.now() - 3_000_000 + i;

type Place = { id: Id<"channels">; times: bigint[]; messageIds: Id<"messages">[] };

function fillPeople(writing: Writing, people: number): Id<"mailSettings">[] {
  const { write } = writing;
  const users = Array.from({ length: people }, (_, i) => writeUser(write, i, i < people / 2));
  const userIds = users.map(({ id }) => id);
  const count = Math.max(CHANNELS_EACH, Math.ceil((people * CHANNELS_EACH) / MEMBERS));
  const places = Array.from({ length: count }, (_, i) => writeChannel(writing, i, userIds[i % people]!));
  for (const [i, userId] of userIds.entries()) {
    const own = Array.from({ length: CHANNELS_EACH }, (_, n) => places[(i * 7 + n) % count]!);
    writePlaces(write, userId, own);
    for (const place of own.slice(0, MENTIONS_EACH)) writeMention(write, userId, place);
    for (let n = 0; n < TASKS_EACH; n++) writeTask(write, userId, i * TASKS_EACH + n, n === 0);
  }
  return users.map(({ settingsId }) => settingsId);
}

function writeUser(write: Write, i: number, isDue: boolean) {
  const name = `Reader ${i}`;
  const email = `reader${i}@example.com`;
  const user = {
    tokenIdentifier: `bench|reader${i}`,
    name,
    nameKey: name.toLowerCase(),
    isDeactivated: false,
    email,
    role: "member" as const,
  };
  const { id } = write("users", user, (userId) => [["users", userId, name, email, null]]);
  const now = Date.now();
  const due = dueAt(i);
  const nextDigestAt = isDue ? due : now + DAY_MS;
  const settings = {
    userId: id,
    lane: i % MAIL_LANES,
    timeZone: "UTC",
    isZoneChosen: true,
    weeklyReport: true,
  };
  const wishes = { digestDays: "everyday" as const, digestHour: 8, mentionMinutes: 15 as const };
  const times = { nextDigestAt, lastDigestAt: now - DAY_MS, nextReportAt: now + DAY_MS };
  const row = { ...settings, ...wishes, ...times };
  const { id: settingsId } = write("mailSettings", row, () => [["settings", id, due, now - DAY_MS]]);
  return { id, settingsId };
}

function writeChannel({ write, writer }: Writing, i: number, createdBy: Id<"users">): Place {
  const name = `place-${i}`;
  const channel = { name, kind: "public" as const, description: "", createdBy, isArchived: false };
  const { id } = write("channels", channel, (channelId) => [["channels", channelId, name, "public", null]]);
  const times: bigint[] = [];
  const messageIds: Id<"messages">[] = [];
  for (let n = 0; n < MESSAGES_EACH; n++) {
    const message = { channelId: id, authorId: createdBy, text: TEXT, sentAt: Date.now(), mentions: [] };
    const commitTs = writer.nextTs();
    const posted = write("messages", { ...message, commitTs }, (messageId) => [
      ["messages", messageId, createdBy, TEXT],
    ]);
    times.push(commitTs);
    messageIds.push(posted.id);
  }
  const foldedTs = times.at(-1)!;
  const counted = {
    count: times.length,
    lastMessageAt: Date.now(),
    recentTimes: timesText(times.toReversed()),
  };
  const parts = { foldedTs, tailTs: foldedTs, sinceTail: 0 };
  write("heads", { channelId: id, ...parts, ...counted }, () => [
    ["heads", id, Number(foldedTs), JSON.stringify(times.toReversed().map(Number))],
  ]);
  return { id, times, messageIds };
}

/** A person's memberships and how far they have read. */
function writePlaces(write: Write, userId: Id<"users">, places: Place[]): void {
  for (const { id: channelId } of places)
    write("memberships", { channelId, userId, joinedAt: 0, isDeactivated: false }, () => [
      ["memberships", userId, channelId],
    ]);
  for (const { id: channelId, times } of places) {
    const lastReadTs = times.at(-1 - UNREAD)!;
    write("readPositions", { userId, channelId, lastReadTs }, () => [
      ["cursors", userId, channelId, Number(lastReadTs)],
    ]);
  }
}

function writeMention(write: Write, userId: Id<"users">, { id: channelId, times, messageIds }: Place): void {
  const [commitTs, messageId] = [times.at(-1)!, messageIds.at(-1)!];
  const postedAt = Date.now();
  const place = { userId, channelId, postedAt, commitTs, messageId };
  write("notices", { ...place, kind: "mention", state: "byPosition" }, () => [
    ["mentions", userId, channelId, postedAt, messageId],
  ]);
}

function writeTask(write: Write, assigneeId: Id<"users">, n: number, isDue: boolean): void {
  const title = `Task ${n} with a title of usual length`;
  const dueDate = isDue ? Date.now() - DAY_MS : null;
  const status = n % 2 === 0 ? ("todo" as const) : ("in_progress" as const);
  const rank = `z${String(n).padStart(8, "0")}1`;
  const task = {
    number: n + 1,
    title,
    status,
    rank,
    assigneeId,
    tags: [],
    audience: "workspace" as const,
  };
  const row = { ...task, assignedAt: Date.now(), createdBy: assigneeId, ...(dueDate && { dueDate }) };
  write("tasks", row, (id) => [["tasks", id, assigneeId, status, n + 1, title, dueDate, Date.now()]]);
}
