/** An engine in a process that will be killed. Arguments: the data folder, and its environment variables as JSON. */
import { startEngine } from "../../engine/engine.ts";

const [dataDir, variables] = process.argv.slice(2) as [string, string];
const engine = await startEngine({ dataDir, port: 0, hasIdentity: false });
await engine.deployment.updateEnvironment(
  Object.entries(JSON.parse(variables) as Record<string, string>).map(([name, value]) => ({ name, value })),
);
process.send!({ url: `http://127.0.0.1:${engine.port}`, adminKey: engine.adminKey });
