/**
 * Makes the globals of this thread those of Convex's query and mutation runtime: time stands still, chance
 * follows a seed, the network and timers are refused, `process` holds the deployment's environment only.
 *
 * Call once, in a worker that does nothing else. The engine's own code there imports what it needs from
 * `node:` modules and keeps the originals it captured before.
 * Rules: SPEC.md FN.
 */
import type { World } from "../lib/world.ts";
import type { Environment } from "./components.ts";
import { currentExecution } from "./execution.ts";
import { formatLog } from "./logLine.ts";

const REFUSED = [
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "WebSocket",
  "EventSource",
  "XMLHttpRequest",
];

/** @param environment what the function or module that runs now sees */
export function installRealm(world: World, environment: () => Environment): void {
  installClock(world);
  installChance(world);
  for (const name of REFUSED) install(name, refusal(name));
  install("process", processWith(environment));
  install("console", capturingConsole());
  protectIntrinsics();
}

/** What every function and the engine itself lean on. Not all: packages give errors and objects fields of inherited names. */
const PROTECTED = [Array, Map, Number, Promise, RegExp, Set, String].flatMap((type) => [
  type,
  type.prototype,
]);

/** One function cannot change what another one computes with. */
function protectIntrinsics(): void {
  for (const intrinsic of [JSON, Math, Reflect, Object, ...PROTECTED]) Object.freeze(intrinsic);
  Object.preventExtensions(Object.prototype);
}

/** A `process` whose `env` is always that of who looks at it, also where a module has kept it. */
export function processWith(environment: () => Environment): { env: Environment } {
  const env = new Proxy<Environment>(
    {},
    {
      get: (_target, name) => (typeof name === "string" ? environment()[name] : undefined),
      has: (_target, name) => Object.hasOwn(environment(), name),
      ownKeys: () => Object.keys(environment()),
      getOwnPropertyDescriptor: (_target, name) => {
        const descriptor = Object.getOwnPropertyDescriptor(environment(), name);
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
  return { env };
}

function install(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function refusal(name: string) {
  return () => {
    throw new Error(
      `Can't use ${name}() in queries and mutations. Please consider using an action. See https://docs.convex.dev/functions/actions for more details.`,
    );
  };
}

function installClock(world: World): void {
  const HostDate = Date;
  const now = () => {
    const execution = currentExecution();
    if (execution === undefined) return world.now();
    execution.saw.clock = true;
    return execution.nowMs;
  };
  const FixedDate = new Proxy(HostDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new HostDate(now()).toString(),
    get: (target, property, receiver) =>
      property === "now" ? now : (Reflect.get(target, property, receiver) as unknown),
  });
  install("Date", FixedDate);
  Object.defineProperty(HostDate.prototype, "constructor", {
    value: FixedDate,
    configurable: true,
    writable: true,
  });
  install("performance", { now, timeOrigin: 0 });
}

function installChance(world: World): void {
  const random = () => {
    const execution = currentExecution();
    if (execution === undefined) return world.fillRandom(new Uint8Array(1))[0]! / 256;
    execution.saw.chance = true;
    return execution.random();
  };
  Math.random = random;
  const fill = <T extends ArrayBufferView>(view: T): T => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Math.floor(random() * 256);
    return view;
  };
  const uuid = () => {
    const bytes = fill(new Uint8Array(16));
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = Buffer.from(bytes).toString("hex");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };
  install("crypto", {
    getRandomValues: fill,
    randomUUID: uuid,
    subtle: globalThis.crypto.subtle,
  });
}

function capturingConsole() {
  const capture =
    (level: string) =>
    (...values: unknown[]) =>
      currentExecution()?.logLines.push(formatLog(level, values));
  return {
    log: capture("LOG"),
    info: capture("INFO"),
    debug: capture("DEBUG"),
    warn: capture("WARN"),
    error: capture("ERROR"),
    trace: capture("TRACE"),
    time: () => {},
    timeLog: () => {},
    timeEnd: () => {},
  };
}
