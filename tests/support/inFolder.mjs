// Runs a script as if started in another folder: node inFolder.mjs <folder> <script> [args]
import { pathToFileURL } from "node:url";

const [folder, script, ...args] = process.argv.slice(2);
process.chdir(folder);
process.argv = [process.argv[0], script, ...args];
await import(pathToFileURL(script).href);
