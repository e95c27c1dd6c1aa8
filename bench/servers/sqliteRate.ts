/** B3's other floor: one SQLite transaction per message (a row, two index rows, a counter), flushed each time. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export function sqlitePerTransaction(seconds: number): number {
  const folder = mkdtempSync(join(tmpdir(), "sqlite-rate-"));
  const db = new DatabaseSync(join(folder, "db.sqlite"));
  db.exec(
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE m (id INTEGER PRIMARY KEY, channel TEXT, author TEXT, text TEXT);",
  );
  db.exec(
    "CREATE INDEX a ON m (channel, id); CREATE INDEX b ON m (author, id); CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0)",
  );
  const insert = db.prepare("INSERT INTO m (channel, author, text) VALUES ('c', 'a', ?)");
  const count = db.prepare("UPDATE counter SET n = n + 1");
  const text = "x".repeat(200);
  const end = performance.now() + seconds * 1000;
  let done = 0;
  for (; performance.now() < end; done++) {
    db.exec("BEGIN IMMEDIATE");
    insert.run(text);
    count.run();
    db.exec("COMMIT");
  }
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return done / seconds;
}
