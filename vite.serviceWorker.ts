/**
 * Builds src/worker into `sw.js`: one file without parts, with the list of what the app is made of. Development has none, so that
 * nothing old is ever shown there.
 */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import { build, type Plugin, type Rolldown } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What a page needs now or at its next step. What is larger, such as what reads PDF, is kept once it was used. */
const MOST_BYTES = 140_000;
const IS_PART = /\.(js|css)$|(latin|latin-ext)-wght-normal-\w+\.woff2$/;
/** Of public/: pictures that only the install dialog shows, and names of emoji, which are many. */
const IS_LEFT_OUT = /^(screenshots|emojibase)\//;

type Bundle = Rolldown.OutputBundle;

const contentOf = (part: Bundle[string]) => (part.type === "chunk" ? part.code : part.source);

function filesOf(bundle: Bundle): string[] {
  const parts = Object.values(bundle).filter(
    (part) =>
      IS_PART.test(part.fileName) &&
      ((part.type === "chunk" && part.isEntry) || Buffer.byteLength(contentOf(part)) <= MOST_BYTES),
  );
  const entries = Object.values(bundle).flatMap((part) =>
    part.type === "chunk" && part.isEntry ? part.imports : [],
  );
  const publicFiles = readdirSync(here("./public"), { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.\w+$/.test(name) && !IS_LEFT_OUT.test(name));
  const names = [...parts.map(({ fileName }) => fileName), ...entries, ...publicFiles];
  return [...new Set(names)].toSorted().map((name) => `/${name}`);
}

/** Changes with every file that has no hash in its name as well. */
function versionOf(bundle: Bundle, files: readonly string[]): string {
  const hash = createHash("sha256").update(files.join("\n"));
  const page = bundle["index.html"];
  if (page) hash.update(contentOf(page));
  return hash.digest("hex").slice(0, 16);
}

export function serviceWorker(): Plugin {
  return {
    name: "tandem:service-worker",
    apply: "build",
    generateBundle: {
      // After the page is made.
      order: "post",
      async handler(_options, bundle) {
        const files = filesOf(bundle);
        const shell = { version: versionOf(bundle, files), files };
        const built = (await build({
          configFile: false,
          publicDir: false,
          logLevel: "warn",
          resolve: { alias: { "@": here("./src"), "@convex": here("./convex") } },
          define: { SHELL: JSON.stringify(shell) },
          build: {
            write: false,
            target: "baseline-widely-available",
            lib: { entry: here("./src/worker/worker.ts"), formats: ["iife"], name: "worker", fileName: "sw" },
            rolldownOptions: {
              treeshake: { moduleSideEffects: [{ test: /\/src\/(lib|texts)\//, sideEffects: false }] },
            },
          },
        })) as Rolldown.RolldownOutput[];
        const source = built.flatMap(({ output }) => output).find((part) => part.type === "chunk")!.code;
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}
