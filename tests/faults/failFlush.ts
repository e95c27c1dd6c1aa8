/**
 * Loaded into every thread of a process whose disk is to fail (`NODE_OPTIONS=--import`): once the file that
 * `FAIL_FLUSH` names exists, flushes fail.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const path = process.env.FAIL_FLUSH!;
const flush = fs.fdatasyncSync;

fs.fdatasyncSync = (descriptor) => {
  if (fs.existsSync(path)) throw new Error("EIO: i/o error, fdatasync");
  flush(descriptor);
};
syncBuiltinESMExports();
