/** `npm start`: the whole product on one port, built and pushed when something has changed. */
import { buildIfChanged } from "./build.ts";
import { readConfig } from "./config.ts";
import { explain, localTarget, startApp, stopOnSignal } from "./app.ts";
import { pushIfChanged } from "./push.ts";
import { help } from "./settings.ts";

if (process.argv.includes("--help")) {
  console.log(help());
  process.exit(0);
}
const config = readConfig();
try {
  console.log("Checking the app…");
  if (await buildIfChanged()) console.log("Built the app.");
  const engine = await startApp(config, { showsErrors: false });
  stopOnSignal(() => engine.close());
  const target = localTarget(engine);
  if (await pushIfChanged(target, config.dataDir)) console.log("Pushed convex/ to the engine.");
  console.log(`Tandem is ready at ${engine.url}`);
  // From here on the launcher starts the server again when it ends without having been asked to.
  process.send?.("ready");
  console.log("Open it in a browser. Press Ctrl+C here to stop.");
} catch (error) {
  explain(error, config);
}
