/**
 * An engine on a data folder that is there already: `node deepServer.ts FOLDER PORT`. May be killed and started again;
 * asked anything, it says what processor time it took and what memory it has.
 */
import { startEngine } from "../../engine/engine.ts";

const [dataDir, port] = process.argv.slice(2) as [string, string];
const engine = await startEngine({ dataDir, port: Number(port), hasIdentity: false });
process.on("message", () => process.send?.({ ...process.cpuUsage(), rss: process.memoryUsage().rss }));
process.on("disconnect", () => process.exit(0));
process.send?.({ url: `http://127.0.0.1:${engine.port}`, port: engine.port });
