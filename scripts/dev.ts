/** `npm run dev`: the engine, a push on every change of convex/, and Vite with hot reload, in one terminal. */
import { watch } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import { explain, localTarget, startApp, stopOnSignal } from "./app.ts";
import { readConfig, root, type Target } from "./config.ts";
import { push } from "./push.ts";

const SETTLE_MS = 150;

/** Pushes after the last of a run of changes; never two pushes at once. */
function pushOnChange(target: Target): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const watcher = watch(join(root, "convex"), { recursive: true }, (_event, file) => {
    if (file === null || file.startsWith("_generated") || file.endsWith(".test.ts")) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => report(target));
    }, SETTLE_MS);
  });
  return watcher;
}

async function report(target: Target): Promise<void> {
  const startMs = performance.now();
  try {
    await push(target, { checksTypes: true });
    console.log(`Pushed convex/ in ${Math.round(performance.now() - startMs)} ms.`);
  } catch (error) {
    console.error((error as Error).message);
  }
}

const config = readConfig();
try {
  const engine = await startApp(config, { showsErrors: true });
  const target = localTarget(engine);
  process.env.PORT = String(engine.port);
  await report(target);
  const watcher = pushOnChange(target);
  const vite = await createServer({ root });
  await vite.listen();
  stopOnSignal(async () => {
    watcher.close();
    await vite.close();
    await engine.close();
  });
  console.log(`Tandem is ready at ${vite.resolvedUrls?.local[0] ?? engine.url} (engine at ${engine.url})`);
  console.log("Changes in src/ and convex/ show at once. Press Ctrl+C to stop.");
} catch (error) {
  explain(error, config);
}
