/** Components in an app of their own, pushed with the official CLI and driven through real clients. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BaseConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ArchiveReader } from "../../engine/snapshot/archive.ts";
import { root } from "../../scripts/config.ts";
import { SmallApp, succeeded } from "../support/smallApp.ts";
import { api } from "./componentApp/convex/_generated/api.js";

const { counting } = api;
const source = join(root, "tests", "contract", "componentApp");
let app: SmallApp;

beforeAll(async () => {
  app = await SmallApp.start("component-app", source);
  succeeded(await app.deploy({ codegen: true }));
});

afterAll(async () => await app.close());

const run = async (...args: string[]) => succeeded(await app.cli("run", ...args)).trim();

/** A client that acts as somebody, by the admin key. */
function actingAs(subject: string) {
  const client = app.http();
  const identity = { subject, issuer: "https://tests.example", tokenIdentifier: `tests|${subject}` };
  (client as unknown as { setAdminAuth(key: string, acting: object): void }).setAdminAuth(
    app.engine.adminKey,
    identity,
  );
  return client;
}

/** The first result of a component's query that the admin key watches. */
async function watchedByAdmin(componentPath: string, path: string, args: Record<string, string>) {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const client = new BaseConvexClient(app.url, () => {
    const value = client.localQueryResult(path, args);
    if (value !== undefined) resolve(value);
  });
  // As the CLI does, by what the package does not publish the types of.
  const internals = client as unknown as {
    setAdminAuth(key: string): void;
    subscribe(path: string, args: object, options: { componentPath: string }): void;
  };
  internals.setAdminAuth(app.engine.adminKey);
  internals.subscribe(path, args, { componentPath });
  const value = await promise;
  await client.close();
  return value;
}

test.each([
  ["deploy", null, ""],
  ["codegen", ["codegen", "--typecheck=disable"], ""],
  ["codegen of a component", ["codegen", "--typecheck=disable", "--component-dir", "counter"], "counter"],
  ["dev --once", ["dev", "--once", "--typecheck=disable"], ""],
])(
  "[DP1] the committed `_generated` files are what %s of the official CLI makes",
  async (_, command, within) => {
    const generated = readdirSync(join(source, within), { recursive: true, encoding: "utf8" })
      .filter((path) => /_generated\/\w+(\.d)?\.[jt]s$/.test(path))
      .map((path) => join(within, path));
    expect(generated.length).toBeGreaterThan(3);
    if (command !== null) {
      for (const path of generated) rmSync(join(app.folder, path));
      succeeded(await app.cli(...command));
    }
    for (const path of generated)
      expect(readFileSync(join(app.folder, path), "utf8")).toBe(readFileSync(join(source, path), "utf8"));
  },
);

test("[CO1] a table is one component's, an id of another component is none", async () => {
  const noteId = await app.http().mutation(counting.note, { text: "the app's" });
  const counterId = await app.http().mutation(counting.add, { name: "one", amount: 2 });

  expect(await app.http().query(counting.get, { name: "one" })).toBe(2);
  expect(await app.http().query(counting.ofSecond, { name: "one" })).toBe(0);
  expect(await app.http().query(counting.texts, {})).toEqual(["the app's"]);
  expect(await app.http().query(counting.read, { id: counterId })).toMatchObject({
    normalized: counterId,
    document: { name: "one", value: 2 },
  });
  await expect(app.http().query(counting.read, { id: noteId })).rejects.toThrow(/Unable to decode ID/);
});

test("[CO2] clients reach the app's functions only, the admin key and the CLI those of a component", async () => {
  const get = makeFunctionReference<"query">("lib:get");
  const call = async (key?: string) => {
    const response = await fetch(`${app.url}/api/query`, {
      method: "POST",
      headers: key === undefined ? {} : { authorization: `Convex ${key}` },
      body: JSON.stringify({ path: "lib:get", componentPath: "counter", args: { name: "none" } }),
    });
    return (await response.json()) as { value?: number; errorMessage?: string };
  };
  expect(await call(app.engine.adminKey)).toMatchObject({ value: 0 });
  expect((await call()).errorMessage).toContain("Could not find public function for 'counter;lib:get'");
  await expect(app.http().query(get, { name: "none" })).rejects.toThrow(/Could not find public function/);
  expect(await watchedByAdmin("counter", "lib:get", { name: "none" })).toBe(0);
  const inside = makeFunctionReference<"query">("counter;lib:get");
  await expect(app.http().query(inside, { name: "none" })).rejects.toThrow(/Could not find public function/);

  expect(await run("--component", "counter", "lib:get", '{"name":"none"}')).toBe("0");
  expect(await run("--component", "counter/journal", "lib:count")).toMatch(/^\d+$/);
  expect((await app.cli("run", "--component", "nowhere", "lib:get")).code).not.toBe(0);
});

test("[CO3] a reference leads to a component's public functions, a handle to any function", async () => {
  await expect(app.http().query(counting.secret, {})).rejects.toThrow(
    "Could not find public function for 'counter;lib:secret'",
  );
  expect(await app.http().query(counting.byHandle, { name: "none" })).toBe(0);
  expect(await app.http().mutation(counting.callBack, { text: "now", isLater: false })).toBe("received now");
  expect(await app.http().query(counting.texts, {})).toContain("now from nobody");
});

test("[CO3] a handle is given for a function that exists", async () => {
  const handleOf = async (name: string) => await app.http().query(counting.handleOf, { name });
  expect(await handleOf("counting:who")).toBe("function://;counting:who");
  expect(await handleOf("node:act")).toBe("function://;node:act");
  await expect(handleOf("counting:nothing")).rejects.toThrow(/Could not find .*'counting:nothing'/);
  await expect(handleOf("counter;lib:secret")).rejects.toThrow("Invalid function name: counter;lib:secret");
});

test("[CO4] a component's mutation that throws is undone alone, and its error has its data", async () => {
  expect(await app.http().mutation(counting.tryToAdd, { name: "kept", amount: -1 })).toBe("NEGATIVE");
  expect(await app.http().query(counting.texts, {})).toContain("kept");
  expect(await app.http().query(counting.get, { name: "kept" })).toBe(0);

  const entries = await run("--component", "counter/journal", "lib:count");
  await expect(app.http().mutation(counting.add, { name: "kept", amount: -2 })).rejects.toMatchObject({
    data: { code: "NEGATIVE", amount: -2 },
  });
  expect(await run("--component", "counter/journal", "lib:count")).toBe(entries);
});

test("[CO5] [CO7] a component sees nobody, and of the environment what it was given", async () => {
  const about = (mode: string, component: string, site: string) => ({
    identity: null,
    mode,
    greeting: null,
    unbound: null,
    site,
    metadata: { componentPath: component, name: "lib:about", type: "query", visibility: "public" },
  });
  succeeded(await app.cli("env", "set", "UNBOUND", "the app's"));
  expect(await actingAs("ana").query(counting.about, {})).toMatchObject({
    who: "ana",
    first: about("test", "counter", "/http/counter"),
    second: about("live", "second", "/http"),
  });
  const refused = await app.cli("env", "set", "GREETING", "good morning");
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("Environment variable GREETING: Value does not match validator.");
  succeeded(await app.cli("env", "set", "GREETING", "hello"));
  expect(await app.http().query(counting.about, {})).toMatchObject({
    who: null,
    first: { greeting: "hello", unbound: null },
    second: { greeting: null },
  });
});

test("[CO1] two mounts of one definition share no variables", async () => {
  const calls = async (component: string, asked: number) =>
    Number(await run("--component", component, "lib:callCount", JSON.stringify({ asked })));
  const before = await calls("counter", 1);
  await app.http().mutation(counting.add, { name: "variables", amount: 1 });
  expect(await calls("counter", 2)).toBe(before + 1);
  expect(await calls("second", 1)).toBe(0);
});

test("[CO6] who watches a component sees its writes, and people share what does not look at them", async () => {
  const watched = { name: "watched" };
  const before = await actingAs("ana").query(counting.watched, watched);
  expect(await actingAs("ben").query(counting.watched, watched)).toEqual(before);
  const later = app.seen(counting.watched, watched, ({ value }) => value === before.value + 3);
  await app.http().mutation(counting.add, { name: "watched", amount: 3 });
  expect(await later).toEqual({ value: before.value + 3, runs: before.runs + 1 });
});

test("[CO5] [CO6] what a component asks of the app is asked by nobody, shared, and seen when it changes", async () => {
  const before = await actingAs("ana").query(counting.asked, {});
  expect(before.who).toBe(null);
  expect(await actingAs("ben").query(counting.asked, {})).toEqual(before);
  const later = app.seen(counting.asked, {}, ({ noted }) => noted > before.noted);
  await app.http().mutation(counting.note, { text: "noted" });
  expect(await later).toEqual({ who: null, noted: before.noted + 1, runs: before.runs + 1 });
});

test("[QC3] [DB21] a call with limits of its own is nobody else's where it depends on the caller", async () => {
  for (const who of ["ana", "ben", "ana"])
    expect(await actingAs(who).query(counting.describeWithin, {})).toMatchObject({ who });
});

test("[CO8] routes are where the parent mounted them; what is not mounted is not served", async () => {
  await app.http().mutation(counting.add, { name: "served", amount: 5 });
  const get = async (path: string) => await (await fetch(`${app.url}/http${path}`)).text();
  expect(JSON.parse(await get("/counter/value?name=served"))).toEqual({ value: 5, identity: null });
  expect(await get("/counter/journal/count")).toMatch(/^\d+$/);
  expect(await get("/second/value?name=served")).toBe("the app's");
  expect((await fetch(`${app.url}/http/counter/nothing`)).status).toBe(404);
});

test("[CO9] what a component schedules is its own, runs in it, and is cancelled by it", async () => {
  const soon = await app.http().mutation(counting.addLater, { name: "scheduled", delayMs: 0 });
  await app.seen(counting.get, { name: "scheduled" }, (value) => value === 1);
  expect(await app.http().query(counting.jobState, { id: soon })).toBe("success");

  const never = await app.http().mutation(counting.addLater, { name: "scheduled", delayMs: 3_600_000 });
  await app.http().mutation(counting.cancel, { id: never });
  expect(await app.http().query(counting.jobState, { id: never })).toBe("canceled");

  await app.http().mutation(counting.callBack, { text: "later", isLater: true });
  await app.seen(counting.texts, {}, (texts) => texts.includes("later from nobody"));
});

test("[CO9] a component's crons run in it, once for each mount, and the app's in the app", async () => {
  expect(await app.seen(counting.ticks, {}, (count) => count > 0)).toBe(1);
  for (const query of [counting.get, counting.ofSecond])
    expect(await app.seen(query, { name: "ticks" }, (value) => value > 0)).toBe(1);
});

test("[CO3] [CO5] [CO7] actions of components: calls, files and handles", async () => {
  const acted = (await actingAs("ana").action(counting.act, { name: "acted" })) as { fileId: string };
  expect(acted).toMatchObject({
    identity: null,
    mode: "test",
    value: 1,
    secret: "internal",
    handle: "function://counter;lib:get",
    metadata: { componentPath: "counter", name: "lib:act", type: "action" },
    stored: "kept by the component",
    seenByApp: 1,
  });
  const [ofComponent, ofApp] = await app.http().query(counting.fileUrls, { id: acted.fileId });
  expect(await (await fetch(String(ofComponent))).text()).toBe("kept by the component");
  expect(ofApp).toBe("refused");
});

test("[CO3] [CO7] [AC3] a Node action calls a component and knows where the app is served", async () => {
  await app.http().mutation(counting.add, { name: "node", amount: 4 });
  expect(await app.http().action(api.node.act, { name: "node" })).toEqual({
    value: 4,
    handle: "function://;node:act",
    site: `${app.engine.url}/http`,
  });
});

test("[CO1] [FS1] a file that is uploaded to a component's URL is the component's", async () => {
  const uploadUrl = await app.http().mutation(counting.uploadUrl, {});
  const upload = async () => await fetch(uploadUrl, { method: "POST", body: "uploaded" });
  const { storageId } = (await (await upload()).json()) as { storageId: string };
  expect((await upload()).status).toBe(403);
  const [ofComponent, ofApp] = await app.http().query(counting.fileUrls, { id: storageId });
  expect([ofComponent, ofApp]).toEqual([expect.stringContaining(storageId), "refused"]);
});

test("[SN4] [CO1] components' tables are in an export, and an import brings them back", async () => {
  const values = async () => [
    await app.http().query(counting.get, { name: "exported" }),
    await app.http().query(counting.texts, {}),
  ];
  await app.http().mutation(counting.add, { name: "exported", amount: 3 });
  const before = await values();
  succeeded(await app.cli("export", "--include-file-storage", "--path", "whole.zip"));
  const archive = await ArchiveReader.open(join(app.folder, "whole.zip"));
  expect(archive.names()).toContain("_components/counter/counters/documents.jsonl");
  archive.close();

  await app.http().mutation(counting.add, { name: "exported", amount: 5 });
  expect(await values()).not.toEqual(before);
  succeeded(await app.cli("import", "--replace-all", "-y", "whole.zip"));
  expect(await values()).toEqual(before);
});

test("[CO10] a component that is unmounted keeps its data until it is mounted again, over a restart", async () => {
  const stateOf = async (path: string) => {
    const list = makeFunctionReference<"query">("_system/frontend/components:list");
    const found = (await actingAs("admin").query(list, {})) as { path: string; state: string }[];
    return found.find((component) => component.path === path)?.state;
  };
  const value = await app.http().query(counting.get, { name: "one" });
  const config = readFileSync(join(source, "convex", "convex.config.ts"), "utf8");
  app.write("convex/convex.config.ts", config.replace(/^app\.use\(counter, \{ httpPrefix.*$/m, ""));
  succeeded(await app.deploy());
  await expect(app.http().query(counting.get, { name: "one" })).rejects.toThrow(
    'Component "counter" is not mounted.',
  );
  expect([await stateOf("counter"), await stateOf("second")]).toEqual(["unmounted", "active"]);
  await app.restart();

  app.write("convex/convex.config.ts", config);
  succeeded(await app.deploy());
  await app.restart();
  expect(await app.http().query(counting.get, { name: "one" })).toBe(value);
  expect(await stateOf("counter")).toBe("active");
});

test("[DP3] [DP4] a component's new schema is held against its data, and its new index has them", async () => {
  const schema = readFileSync(join(source, "counter", "schema.ts"), "utf8");
  app.write("counter/schema.ts", schema.replace("value: v.number()", "value: v.string()"));
  const refused = await app.deploy();
  expect(refused.code).not.toBe(0);
  expect(refused.output).toMatch(/Document with ID "\w+" in table "counters" does not match the schema/);
  await app.http().mutation(counting.add, { name: "indexed", amount: 4_711 });

  app.write("counter/schema.ts", schema.replace('["name"])', '["name"]).index("by_value", ["value"])'));
  const lib = readFileSync(join(source, "counter", "lib.ts"), "utf8");
  const named = `export const named = query({ args: { value: v.number() }, returns: v.any(), handler: async (ctx, { value }) =>
    (await ctx.db.query("counters").withIndex("by_value", (q) => q.eq("value", value)).unique())?.name });`;
  app.write("counter/lib.ts", lib + named);
  succeeded(await app.deploy());
  expect(await run("--component", "counter", "lib:named", '{"value":4711}')).toBe('"indexed"');
});

type Definition = Record<string, unknown>;

/** Starts a push of an app and one component, both said in JSON; answers what is wrong with it. */
async function refusal(ofApp: Definition, ofComponent: Definition, http?: string): Promise<string> {
  const config = (definition: Definition, imported: string) => ({
    path: "convex.config.js",
    environment: "isolate",
    source: `import child from "./_componentDeps/${Buffer.from(imported).toString("base64url")}";
      export default { child, export: () => (${JSON.stringify({ childComponents: [], httpMounts: {}, ...definition })}) };`,
  });
  const routes = { path: "http.js", environment: "isolate", source: http ?? "" };
  const push = {
    appDefinition: {
      definition: config({ definitionType: { type: "app" }, ...ofApp }, "../child"),
      dependencies: ["../child"],
      schema: null,
      changedModules: http === undefined ? [] : [routes],
      unchangedModuleHashes: [],
    },
    componentDefinitions: [
      {
        definitionPath: "../child",
        definition: config(
          { definitionType: { type: "childComponent", name: "child" }, ...ofComponent },
          "../leaf",
        ),
        dependencies: ["../leaf"],
        schema: null,
        functions: ofComponent.functions ?? [],
      },
      {
        definitionPath: "../leaf",
        definition: {
          path: "convex.config.js",
          environment: "isolate",
          source: `export default { export: () => (${JSON.stringify({
            definitionType: { type: "childComponent", name: "leaf" },
            childComponents: [],
            httpMounts: {},
          })}) };`,
        },
        dependencies: ofComponent.dependencies ?? [],
        schema: null,
        functions: [],
      },
    ],
  };
  const response = await fetch(`${app.url}/api/deploy2/start_push`, {
    method: "POST",
    headers: { authorization: `Convex ${app.engine.adminKey}` },
    body: JSON.stringify(push),
  });
  const { message } = (await response.json()) as { message?: string };
  return message ?? "accepted";
}

const child = { name: "child", path: "../child", env: [] as unknown[] };
const level = (optional: boolean) => ({
  envVars: [["LEVEL", { type: "value", value: '{"type":"literal","value":"high"}', optional }]],
});
const route = `export default { isRouter: true, getRoutes: () => [["/child/x", "GET", null]] };`;

const refusals: [string, string, Definition, Definition, string?][] = [
  ["nothing wrong", "accepted", { childComponents: [child] }, {}],
  ["a name twice", 'Two components are called "child"', { childComponents: [child, child] }, {}],
  ["a name with a slash", '"a/b" is not a name', { childComponents: [{ ...child, name: "a/b" }] }, {}],
  ["a missing variable", "needs the environment variable LEVEL", { childComponents: [child] }, level(false)],
  ["a variable that may be missing", "accepted", { childComponents: [child] }, level(true)],
  [
    "an undeclared variable",
    "does not declare the environment variable OTHER",
    { childComponents: [{ ...child, env: [["OTHER", { type: "value", value: "x" }]] }] },
    {},
  ],
  [
    "a variable of another type",
    'Environment variable LEVEL of component "child"',
    { childComponents: [{ ...child, env: [["LEVEL", { type: "value", value: "low" }]] }] },
    level(false),
  ],
  [
    "a variable of the app that is not set",
    "is declared in convex.config.ts but not set",
    { childComponents: [{ ...child, env: [["LEVEL", { type: "envVar", name: "LEVEL" }]] }], ...level(false) },
    level(false),
  ],
  [
    "a route below a mount",
    'GET /child/x lies below the routes of component "child"',
    { childComponents: [child], httpMounts: { "/child/": "_reference/childComponent/child" } },
    {},
    route,
  ],
  ["the same route without the mount", "accepted", { childComponents: [child] }, {}, route],
  [
    "a component whose schema is none",
    "In the component of ../child: The default export of `convex/schema.ts` is not a schema",
    { childComponents: [child] },
    { functions: [{ path: "schema.js", environment: "isolate", source: "export default 5" }] },
  ],
  [
    "a component whose module throws",
    'In component "child": its fault',
    { childComponents: [child] },
    { functions: [{ path: "lib.js", environment: "isolate", source: 'throw new Error("its fault")' }] },
  ],
  ["a component in itself", "uses itself", { childComponents: [child] }, { dependencies: ["../child"] }],
];

test.each(refusals)("[CO11] a push with %s: %s", async (_what, words, ofApp, ofComponent, http) => {
  expect(await refusal(ofApp, ofComponent, http)).toContain(words);
});
