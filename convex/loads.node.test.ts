/**
 * What each module of the public API makes a deployment load before one of its functions runs: on Convex a call loads all that
 * its module imports, whichever function it is of.
 */
import { join } from "node:path";
import { build, type Rolldown } from "vite";
import { describe, expect, test } from "vitest";

/** Most thousands of bytes, of those that every tab calls all the time and of those that others call. */
const LIMITS: Record<string, number> = {
  access: 90,
  channels: 150,
  events: 110,
  messages: 203,
  notices: 141,
  workspace: 119,
  "inbox/ringing": 136,
  users: 210,
  tasks: 414,
  "board/chips": 100,
  search: 240,
  "inbox/mailSettings": 165,
  digests: 224,
  reports: 224,
  emails: 480,
};
/** What reads nothing of time zones loads no library for them. */
const WITHOUT_ZONES = [
  "access",
  "channels",
  "events",
  "messages",
  "notices",
  "tasks",
  "workspace",
  "inbox/ringing",
];

/** The bytes that a module and all it imports have once what nothing uses is left out, by file. */
async function loadOf(entry: string): Promise<Map<string, number>> {
  const built = (await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      target: "esnext",
      lib: { entry, formats: ["es"], fileName: "module" },
      rolldownOptions: { external: /^node:/ },
    },
  })) as Rolldown.RolldownOutput[];
  const chunks = built.flatMap(({ output }) => output.filter((part) => part.type === "chunk"));
  return new Map(
    chunks.flatMap(({ modules }) =>
      Object.entries(modules).map(([path, { renderedLength }]) => [path, renderedLength] as const),
    ),
  );
}

const kilobytes = (load: Map<string, number>) =>
  Math.round([...load.values()].reduce((sum, bytes) => sum + bytes, 0) / 1_000);

describe("a call loads no more than its module needs", () => {
  test.each(Object.entries(LIMITS))("of %s.ts at most %i kB", async (name, most) => {
    const load = await loadOf(join(import.meta.dirname, `${name}.ts`));
    const largest = [...load].toSorted((a, b) => b[1] - a[1]).slice(0, 8);
    expect(kilobytes(load), JSON.stringify(largest)).toBeLessThanOrEqual(most);
    const ofZones = [...load].filter(([path, bytes]) => bytes > 0 && path.includes("temporal"));
    if (WITHOUT_ZONES.includes(name)) expect(ofZones).toEqual([]);
    else if (name === "users") expect(ofZones).not.toEqual([]);
  });
});
