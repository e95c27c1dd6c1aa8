/** Who may import whom: the plan of the house. AGENTS.md has the same in its table, and a test compares the two. */

const LIB = ["engine/lib"];
const VALUES = ["engine/values", ...LIB];
const STORAGE = ["engine/storage", ...VALUES];
const DATABASE = ["engine/database", ...STORAGE];
const FUNCTIONS = ["engine/functions", ...DATABASE];
const DEPLOY = ["engine/deploy", ...FUNCTIONS];
const SNAPSHOT = ["engine/snapshot", ...DATABASE];

/** A room may import from itself, from packages, and from these. The longest name that fits a path is its room. */
export const MAY_IMPORT: Record<string, string[]> = {
  "src/main.tsx": ["src/app", "src/platform", "src/texts"],
  "src/app": [
    "src/features",
    "src/ui",
    "src/platform",
    "src/texts",
    "src/lib",
    "convex/_generated",
    "convex/shared",
  ],
  "src/features": ["src/ui", "src/platform", "src/texts", "src/lib", "convex/shared", "convex/_generated"],
  "src/ui": ["src/texts", "src/lib", "convex/shared"],
  "src/platform": ["src/texts", "src/lib", "convex/shared", "convex/_generated"],
  "src/texts": ["src/lib"],
  "src/lib": [],
  "src/worker": ["src/texts", "src/lib", "convex/shared"],
  "convex/shared": [],
  "convex/_generated": ["convex"],
  "convex/model": ["convex/shared", "convex/_generated"],
  "convex/functions.ts": ["convex/model", "convex/_generated"],
  "convex/outside": ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  "convex/schema.ts": ["convex/model"],
  "convex/scheduled": ["convex/model", "convex/_generated"],
  "convex/operator": [
    "convex/functions.ts",
    "convex/schema.ts",
    "convex/model",
    "convex/shared",
    "convex/_generated",
  ],
  "convex/filing": ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  "convex/chat": ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  "convex/inbox": ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  "convex/board": ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  convex: ["convex/functions.ts", "convex/model", "convex/shared", "convex/_generated"],
  "engine/lib": [],
  "engine/values": LIB,
  "engine/storage": VALUES,
  "engine/database": STORAGE,
  "engine/functions": DATABASE,
  "engine/deploy": FUNCTIONS,
  "engine/snapshot": DATABASE,
  "engine/worker": ["engine/snapshot", ...DEPLOY],
  "engine/identity": LIB,
  "engine/deployment": ["engine/identity", "engine/worker", "engine/snapshot", ...DEPLOY],
  "engine/sync": ["engine/deployment", "engine/identity", "engine/worker", ...FUNCTIONS],
  "engine/http": [
    "engine/sync",
    "engine/deployment",
    "engine/identity",
    "engine/worker",
    ...DEPLOY,
    ...SNAPSHOT,
  ],
  "engine/testing": ["engine/worker", ...DEPLOY],
  "engine/engine.ts": ["engine/http", "engine/sync", "engine/deployment", "engine/identity", "engine/lib"],
  scripts: ["engine", "convex/_generated", "convex/shared"],
  bench: ["engine", "scripts", "convex", "tests"],
  tests: ["engine", "scripts", "convex", "src", "bench"],
};

/** Rooms below others that are in an order: each may import those before it. */
export const ORDERED: Record<string, string[]> = {
  "src/app": ["panes", "commands", "nav", "pages", "shell"],
  "src/features": [
    "workspace",
    "auth",
    "crons",
    "server",
    "digests",
    "emails",
    "providerEvents",
    "users",
    "emoji",
    "presence",
    "notices",
    "ringing",
    "reports",
    "settings",
    "files",
    "channels",
    "groups",
    "profiles",
    "events",
    "messages",
    "tasks",
    "search",
  ],
  "convex/model": [
    "events",
    "settings",
    "entries",
    "files",
    "drafts",
    "push",
    "notices",
    "chat",
    "people",
    "board",
    "categories",
    "tasks",
    "lists",
    "parts",
    "undo",
    "conversions",
    "deletions",
    "later",
    "automations",
    "ringing",
    "inbox",
    "search",
    "summaries",
    "mail",
    "providers",
    "crons",
  ],
};

/** Folders where files may not lie beside each other without a room: every file of them is in a listed one. */
export const FULL_OF_ROOMS = ["src", "convex", "engine"];

/** Most files beside each other in a folder, tests not counted. */
export const MAX_FILES = 20;

/** Files that the Convex CLI demands beside the public ones. */
export const CONVEX_OWN = ["schema", "auth.config", "crons", "http"];

/** Public files that have no noun: the doors, the builders, and what takes back what others do. */
export const WITHOUT_NOUN = [...CONVEX_OWN, "access", "functions", "undo"];

/** Longest length of a file, in lines, by the first pattern that fits. */
export const MAX_LINES: [RegExp, number][] = [
  [/^convex\/_generated\//, Infinity],
  [/\.(test|spec)\.tsx?$/, 600],
  [/^scripts\/demo\//, 600],
  [/^src\/.*\/use[A-Z]\w*\.tsx?$/, 120],
  [/^src\/.*\.tsx$/, 250],
  [/^convex\/_generated\//, Infinity],
  [/^convex\/[^/]+\.ts$/, 300],
  [/^convex\/model\//, 400],
  [/./, 500],
];
export const MAX_FUNCTION_LINES = 50;
/** A component is mostly markup. */
export const MAX_COMPONENT_LINES = 80;

/** Hooks of Convex that fetch: only `use*.ts` and `*Context.tsx` call them, so that a view can be shown without a server. */
export const FETCHING = [
  "useQuery",
  "usePaginatedQuery",
  "useQueries",
  "useMutation",
  "useAction",
  "useConvex",
];
