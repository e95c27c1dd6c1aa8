/** `npm run reset`: removes the data folder, with everybody and everything in it. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "../engine/lib/folderLock.ts";
import { readConfig } from "./config.ts";

const { dataDir } = readConfig();
if (!existsSync(dataDir)) {
  console.log(`There is no data in ${dataDir}. Next: npm start`);
} else if (!existsSync(join(dataDir, "admin-key"))) {
  console.error(`${dataDir} is not a data folder of Tandem: nothing was removed.`);
  process.exitCode = 1;
} else {
  try {
    lockFolder(dataDir)();
    rmSync(dataDir, { recursive: true });
    console.log(`Removed ${dataDir}. Next: npm start`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
