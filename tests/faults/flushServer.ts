/**
 * Starts an engine, changes something and says so. Arguments: its folder, and a file to make before the change, if
 * any: see failFlush.ts.
 */
import { writeFileSync } from "node:fs";
import { startEngine } from "../../engine/engine.ts";

const [dataDir, failFile] = process.argv.slice(2) as [string, string];
const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
console.log("ready");
if (failFile !== "") writeFileSync(failFile, "");
await engine.deployment.updateEnvironment([{ name: "COLOUR", value: `${process.pid}` }]);
console.log("changed");
await engine.close();
