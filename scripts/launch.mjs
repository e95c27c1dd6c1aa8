// Runs a script of this project under Node 24, from any Node >= 18.
// Where the installed Node is older, the `node-<os>-<cpu>` package of the npm registry is
// unpacked once into .cache/ and the command starts again there.
//
//   node scripts/launch.mjs scripts/start.ts [args]     a script of ours
//   node scripts/launch.mjs --bin oxfmt [args]          a command of node_modules/.bin
//   node scripts/launch.mjs --keep scripts/start.ts     a server, started again unless asked to stop
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Keeper } from "./keep.mjs";

const NODE_VERSION = "24.21.0";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function bringNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const prefix = join(root, ".cache", `node-${NODE_VERSION}`);
  const binary = join(
    prefix,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(binary)) return binary;
  console.log(
    `Node ${process.versions.node} is older than 24: bringing Node ${NODE_VERSION} from npm into .cache/ (once)`,
  );
  mkdirSync(prefix, { recursive: true });
  const install = [
    "install",
    "--no-save",
    "--no-package-lock",
    "--silent",
    "--prefix",
    prefix,
    `${name}@${NODE_VERSION}`,
  ];
  const done = spawnSync("npm", install, {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (done.status !== 0 || !existsSync(binary)) {
    console.error(
      `Could not bring ${name}@${NODE_VERSION} from the npm registry. Install Node 24 yourself (https://nodejs.org) and try again.`,
    );
    process.exit(1);
  }
  return binary;
}

function binScript(name) {
  const manifest = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  const bin = typeof manifest.bin === "string" ? manifest.bin : manifest.bin[name];
  return join(root, "node_modules", name, bin);
}

const isKept = process.argv[2] === "--keep";
const [first, ...rest] = process.argv.slice(isKept ? 3 : 2);
const target = first === "--bin" ? [binScript(rest[0]), ...rest.slice(1)] : [join(root, first), ...rest];
const node = Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : bringNode();

const keeper = new Keeper();
let isAsked = false;
let child;

function start() {
  const startedAtMs = performance.now();
  child = spawn(node, ["--disable-warning=ExperimentalWarning", ...target], {
    cwd: root,
    stdio: isKept ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
    env: {
      // Each thread of the engine reads its own code: 100 ms less where it stands compiled.
      // glibc keeps what each thread has freed in an arena of its own; two of them give more back.
      MALLOC_ARENA_MAX: "2",
      NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "compile"),
      ...process.env,
      PATH: dirname(node) + delimiter + process.env.PATH,
    },
  });
  child.on("message", (message) => message === "ready" && keeper.ready());
  child.on("exit", (code, signal) => {
    const exit = { code, signal, isAsked, ranMs: performance.now() - startedAtMs };
    const waitMs = isKept ? keeper.afterExit(exit) : null;
    if (waitMs === null) process.exit(signal === null ? (code ?? 1) : 1);
    const when = waitMs === 0 ? "at once" : `in ${waitMs / 1000} s`;
    console.error(`The server ended (${signal ?? `exit code ${code}`}) and is started again ${when}.`);
    child = null;
    setTimeout(start, waitMs);
  });
}

/** Whoever stops the launcher stops the server; while none runs, there is nothing to wait for. */
function stop(signal) {
  isAsked = true;
  if (child === null) process.exit(0);
  // The terminal sends Ctrl+C to the whole group: then the server has it already, and we only wait.
  if (signal === "SIGTERM") child.kill("SIGTERM");
}
process.on("SIGINT", () => stop("SIGINT"));
process.on("SIGTERM", () => stop("SIGTERM"));
start();
