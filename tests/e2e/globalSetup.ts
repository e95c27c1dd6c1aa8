/** Builds the app and pushes the backend once; every test's server then starts from a copy of that data folder. */
import { rmSync } from "node:fs";
import { AppServer, TEMPLATE_VARIABLE } from "../support/appServer.ts";

export default async function setup() {
  const server = await AppServer.start();
  await server.kill("SIGTERM");
  process.env[TEMPLATE_VARIABLE] = server.dataDir;
  return () => rmSync(server.dataDir, { recursive: true, force: true });
}
