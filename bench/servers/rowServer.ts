/** B2, B3 as they are defined: an engine with the app of rows, in a process of its own. */
import { startRowApp } from "./rowApp.ts";

const app = await startRowApp("bench-rows");
process.on("disconnect", () => void app.close().then(() => process.exit(0)));
process.send?.({ url: app.url });
