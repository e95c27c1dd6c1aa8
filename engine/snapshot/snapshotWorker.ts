/** The thread that reads and writes archives, one job each. Rules: SPEC.md SN. */
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "../lib/assert.ts";
import { Files } from "../storage/files.ts";
import { Store } from "../storage/store.ts";
import { backupFolder } from "./backup.ts";
import { exportArchive } from "./exportArchive.ts";
import { unpack, type Upload } from "./unpack.ts";

export type SnapshotJob =
  | { kind: "export"; storePath: string; filesFolder: string; path: string; hasFiles: boolean }
  | { kind: "backup"; dataDir: string; path: string }
  | { kind: "unpack"; filesFolder: string; upload: Upload; folder: string };

assert(parentPort !== null, "snapshotWorker.ts runs as a worker");
parentPort.postMessage(await run(workerData as SnapshotJob));

async function run(job: SnapshotJob): Promise<unknown> {
  if (job.kind === "backup") return await backupFolder(job.dataDir, job.path);
  const files = new Files(job.filesFolder);
  if (job.kind === "unpack") return await unpack(job.upload, job.folder, files);
  const store = new Store(job.storePath, { readOnly: true });
  store.beginReading();
  return await exportArchive(job.path, store, job.hasFiles ? files : null);
}
