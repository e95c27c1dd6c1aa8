/** `npm start`: the whole product on one port, built and pushed when something has changed. */
import { buildIfChanged } from "./build.ts";
import type { Engine, IdentityEngine } from "../engine/engine.ts";
import { readConfig, type Config } from "./config.ts";
import { isIdentityOnly, startIdentityApp, type IdentityConfig } from "./front/identityApp.ts";
import { explain, localTarget, startApp, stopOnSignal } from "./app.ts";
import { pushIfChanged } from "./push.ts";
import { help } from "./settings.ts";

if (process.argv.includes("--help")) {
  console.log(help());
  process.exit(0);
}

async function startWhole(config: Config): Promise<Engine> {
  const engine = await startApp(config, { showsErrors: false });
  stopOnSignal(() => engine.close());
  if (await pushIfChanged(localTarget(engine), config.dataDir)) console.log("Pushed convex/ to the engine.");
  return engine;
}

async function startInFront(config: IdentityConfig): Promise<IdentityEngine> {
  const engine = await startIdentityApp(config);
  stopOnSignal(() => engine.close());
  console.log(`${config.backend.url} has the data, and the code of this version.`);
  return engine;
}

const config = readConfig();
try {
  console.log("Checking the app…");
  if (await buildIfChanged()) console.log("Built the app.");
  const { url } = isIdentityOnly(config) ? await startInFront(config) : await startWhole(config);
  console.log(`Tandem is ready at ${url}`);
  // From here on the launcher starts the server again when it ends without having been asked to.
  process.send?.("ready");
  console.log("Open it in a browser. Press Ctrl+C here to stop.");
} catch (error) {
  explain(error, config);
}
