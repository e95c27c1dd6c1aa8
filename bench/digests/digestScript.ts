/** B14's floor: the digest run as one would write it by hand, on plain tables, sixteen people to a durable transaction. */
import { DatabaseSync } from "node:sqlite";

const BATCH = 16;
const MOST_ITEMS = 10;
const DAY_MS = 86_400_000;

type Row = Record<string, string | number | null>;

/** Processor seconds for everybody. What it wrote is taken away again. */
export function runDigestScript(path: string): number {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA synchronous=FULL");
  const prepare = (sql: string) => db.prepare(sql);
  const due = prepare(
    `SELECT user, next, last FROM settings WHERE next > 0 AND next <= ? ORDER BY next LIMIT ${BATCH}`,
  );
  const statements = {
    user: prepare("SELECT * FROM users WHERE id = ?"),
    suppressed: prepare("SELECT 1 FROM suppressions WHERE email = ?"),
    tasks: prepare("SELECT * FROM tasks WHERE assignee IS ? AND status = ? LIMIT 200"),
    places: prepare(
      `SELECT c.id, c.name, h.lastAt, h.times, r.lastReadAt FROM memberships m JOIN channels c ON c.id = m.channel
       JOIN heads h ON h.channel = m.channel LEFT JOIN cursors r ON r.user = m.user AND r.channel = m.channel
       WHERE m.user = ? AND c.archived IS NULL`,
    ),
    mentions: prepare(
      `SELECT m.message, m.channel, g.text, u.name AS author FROM mentions m JOIN messages g ON g.id = m.message
       JOIN users u ON u.id = g.author WHERE m.user = ? AND m.channel = ? AND m.at > ? LIMIT ${MOST_ITEMS}`,
    ),
    known: prepare("SELECT 1 FROM emails WHERE key = ?"),
    mail: prepare("INSERT INTO emails VALUES (?, ?, ?, ?, ?, 'queued', ?)"),
    moveOn: prepare("UPDATE settings SET next = ?, last = ? WHERE user = ?"),
  };
  const before = process.cpuUsage();
  for (let batch = due.all(Date.now()) as Row[]; batch.length > 0; batch = due.all(Date.now()) as Row[]) {
    db.exec("BEGIN");
    for (const settings of batch) mailOne(statements, settings);
    db.exec("COMMIT");
  }
  const { user, system } = process.cpuUsage(before);
  db.exec(`DELETE FROM emails; UPDATE settings SET next = next - ${DAY_MS}, last = last - ${DAY_MS}`);
  db.close();
  return (user + system) / 1e6;
}

type Statements = Record<string, ReturnType<DatabaseSync["prepare"]>>;

function mailOne(
  { user, suppressed, tasks, places, mentions, known, mail, moveOn }: Statements,
  { user: userId, next, last }: Row,
): void {
  const now = Date.now();
  const person = user!.get(userId!) as Row;
  const open = (assignee: string | null) =>
    ["todo", "in_progress"].flatMap((status) => tasks!.all(assignee, status) as Row[]);
  const isDue = ({ due }: Row) => due !== null && Number(due) < now;
  const own = open(String(userId));
  const behind = (places!.all(userId!) as Row[])
    .map(({ id, name, lastAt, times, lastReadAt }) => {
      const unread = (JSON.parse(String(times)) as number[]).filter((at) => at > Number(lastReadAt)).length;
      return { id, name, lastAt: Number(lastAt), lastReadAt, unread };
    })
    .filter(({ unread }) => unread > 0)
    .sort((a, b) => b.lastAt - a.lastAt);
  const quoted: Row[] = [];
  for (const { id, lastReadAt } of behind)
    if (quoted.length < MOST_ITEMS) quoted.push(...(mentions!.all(userId!, id!, lastReadAt!) as Row[]));
  const content = {
    due: own.filter(isDue).slice(0, MOST_ITEMS),
    assigned: own.filter((task) => !isDue(task) && Number(task.assigned) > Number(last)).slice(0, MOST_ITEMS),
    unowned: open(null).filter(isDue).slice(0, MOST_ITEMS),
    mentions: quoted,
    channels: behind.sort((a, b) => b.unread - a.unread).slice(0, MOST_ITEMS),
  };
  const key = `digest:${userId}:${new Date(now).toISOString().slice(0, 10)}`;
  if (!suppressed!.get(person.email!) && !known!.get(key))
    mail!.run(
      key,
      userId!,
      person.email!,
      `Your day: ${content.due.length} due`,
      JSON.stringify(content),
      now,
    );
  moveOn!.run(Number(next) + DAY_MS, now, userId!);
}
