/**
 * A database adapter of better-auth that keeps the hash of each session's token, so that nobody who reads the file,
 * or a backup of it, has a session.
 *
 * Rules  SPEC.md ID. better-auth sees the tokens it made: only what is stored and looked for is hashed.
 */
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { DBAdapter, Where } from "better-auth";

const PREFIX = "sha256:";

export function hashOf(token: string): string {
  return PREFIX + createHash("sha256").update(token).digest("base64url");
}

type Asked = { model: string; where?: Where[] | undefined };
type Transaction = Parameters<Parameters<DBAdapter["transaction"]>[0]>[0];

/** The methods that look for rows. */
const ASKING = [
  "findOne",
  "findMany",
  "count",
  "update",
  "updateMany",
  "delete",
  "deleteMany",
  "consumeOne",
  "incrementOne",
] as const;

function tokensIn({ model, where = [] }: Asked): string[] {
  if (model !== "session") return [];
  return where.flatMap(({ field, value }) => (field === "token" ? [value].flat().map(String) : []));
}

/** The same question, with hashes where it names tokens. */
function hashed(asked: Asked): Asked {
  if (tokensIn(asked).length === 0) return asked;
  const where = asked.where!.map((condition) => {
    const { field, value } = condition;
    if (field !== "token") return condition;
    const tokens = [value].flat().map((token) => hashOf(String(token)));
    return { ...condition, value: Array.isArray(value) ? tokens : tokens[0]! };
  });
  return { ...asked, where };
}

/** An answer with the tokens that were asked for in the place of their hashes. */
function named(answer: unknown, tokens: string[]): unknown {
  if (tokens.length === 0 || typeof answer !== "object" || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((row) => named(row, tokens));
  const found = "token" in answer ? tokens.find((token) => hashOf(token) === answer.token) : undefined;
  return found === undefined ? answer : { ...answer, token: found };
}

function hashing<Adapter extends Transaction>(adapter: Adapter): Adapter {
  const asking = ASKING.map((name) => {
    const ask = adapter[name] as (asked: Asked) => Promise<unknown>;
    return [name, async (asked: Asked) => named(await ask(hashed(asked)), tokensIn(asked))] as const;
  });
  const create = async (made: { model: string; data: Record<string, unknown> }): Promise<unknown> => {
    if (made.model !== "session") return await adapter.create(made);
    const token = String(made.data.token);
    return named(await adapter.create({ ...made, data: { ...made.data, token: hashOf(token) } }), [token]);
  };
  return { ...adapter, ...Object.fromEntries(asking), create };
}

export function withHashedSessions(adapter: DBAdapter): DBAdapter {
  const transaction: DBAdapter["transaction"] = async (step) =>
    await adapter.transaction(async (inner) => await step(hashing(inner)));
  return { ...hashing(adapter), transaction };
}

/** Hashes the tokens that an earlier version has kept as they are. Nobody is signed out. */
export function hashKeptTokens(db: DatabaseSync): void {
  const kept = db.prepare(`SELECT id, token FROM session WHERE token NOT LIKE '${PREFIX}%'`).all();
  if (kept.length === 0) return;
  const keep = db.prepare("UPDATE session SET token = ? WHERE id = ?");
  for (const { id, token } of kept) keep.run(hashOf(token as string), id as string);
  db.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}
