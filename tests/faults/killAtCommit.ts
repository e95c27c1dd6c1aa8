/**
 * Loaded into every thread of a process that is to die (`NODE_OPTIONS=--import`). From the moment the file that
 * `KILL_AT` names exists, commits are counted; it says at which of them the process ends: "3 before", "3 after",
 * or "0 before" for never.
 */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { Store } from "../../engine/storage/store.ts";

const path = process.env.KILL_AT!;
const die = process.kill.bind(process, process.pid, "SIGKILL");
const commit = Reflect.get(Store.prototype, "commit") as (this: Store) => void;
let count = 0;

Store.prototype.commit = function commitOrDie(this: Store): void {
  if (!existsSync(path)) return commit.call(this);
  count++;
  const [number, when] = readFileSync(path, "utf8").split(" ");
  if (Number(number) === count && when === "before") die();
  commit.call(this);
  appendFileSync(`${path}.commits`, ".");
  if (Number(number) === count) die();
};
