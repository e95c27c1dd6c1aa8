/**
 * Loaded into every thread of a process that is to die (`NODE_OPTIONS=--import`): `KILL_AT` says at the commit of which
 * operation, counted from the start, "import.rows 3 before" or "import.rows 3 after".
 */
import { Store } from "../../engine/storage/store.ts";

const [name, number, when] = process.env.KILL_AT!.split(" ");
const die = process.kill.bind(process, process.pid, "SIGKILL");
type WriteRequest = Store["writeRequest"];
const write = Reflect.get(Store.prototype, "writeRequest") as WriteRequest;
const commit = Reflect.get(Store.prototype, "commit") as (this: Store) => void;
let count = 0;
let isDue = false;

/** An operation writes down its answer last. */
Store.prototype.writeRequest = function writeAndCount(this: Store, ...args: Parameters<WriteRequest>): void {
  write.apply(this, args);
  if (args[2] === name) isDue = ++count === Number(number);
};

Store.prototype.commit = function commitOrDie(this: Store): void {
  if (isDue && when === "before") die();
  commit.call(this);
  if (isDue) die();
};
