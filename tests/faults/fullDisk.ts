/**
 * Loaded into every thread of a process whose disk is full for a while (`NODE_OPTIONS=--import`): the file that `FULL_AT`
 * names says how often each operation finds it full, `{"scheduler.run": 2}`.
 */
import { readFileSync } from "node:fs";
import { Store } from "../../engine/storage/store.ts";

const left = JSON.parse(readFileSync(process.env.FULL_AT!, "utf8")) as Record<string, number>;
const SQLITE_FULL = 13;
type WriteRequest = Store["writeRequest"];
const write = Reflect.get(Store.prototype, "writeRequest") as WriteRequest;

/** An operation writes down its answer last. */
Store.prototype.writeRequest = function writeOrFail(this: Store, ...args: Parameters<WriteRequest>): void {
  const [, , operation] = args;
  const times = left[operation] ?? 0;
  left[operation] = times - 1;
  if (times > 0) throw Object.assign(new Error("database or disk is full"), { errcode: SQLITE_FULL });
  write.apply(this, args);
};
