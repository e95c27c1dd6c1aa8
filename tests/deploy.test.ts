/** The examples of `deploy/` that no program here can run: what they name is what Tandem reads. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../scripts/config.ts";
import { help, problemsOf } from "../scripts/settings.ts";

const read = (name: string) => readFileSync(join(root, "deploy", name), "utf8");

type Service = {
  image?: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: string[] | Record<string, unknown>;
  networks?: { default: { ipv4_address: string } };
};
type Compose = { services: Record<string, Service>; volumes: Record<string, null> };

const compose = parse(read("compose.yml")) as Compose;
/** What the process needs besides Tandem's settings. */
const NOT_OURS = new Set(["NODE_ENV"]);

const isSetting = (name: string) => NOT_OURS.has(name) || help().includes(`\n  ${name}\n`);

test("compose gives Tandem settings that it knows and takes", () => {
  const { tandem, proxy } = compose.services;
  const environment = tandem!.environment!;
  expect(Object.keys(environment).filter((name) => !isSetting(name))).toEqual([]);
  const filled = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/\$\{\w+:[?-]\}/, name === "BACKEND_ADMIN_KEY" ? "key" : "chat.example.org"),
  ]);
  expect(problemsOf(Object.fromEntries(filled) as Record<string, string>)).toEqual([]);
  expect(problemsOf({ BACKEND_URL: environment.BACKEND_URL })).toHaveLength(1);
  expect(environment.TRUSTED_PROXIES).toBe(proxy!.networks!.default.ipv4_address);
});

test("what compose refers to is there: services, volumes, files, and the variables of its head", () => {
  const { services, volumes } = compose;
  for (const { depends_on: needs = [], volumes: mounts = [], build } of Object.values(services)) {
    const needed = Array.isArray(needs) ? needs : Object.keys(needs);
    for (const name of needed) expect(services).toHaveProperty(name);
    for (const [from] of mounts.map((mount) => mount.split(":") as [string])) {
      if (from.startsWith("./")) expect(existsSync(join(root, "deploy", from))).toBe(true);
      else expect(volumes).toHaveProperty(from);
    }
    if (build) expect(existsSync(join(root, "deploy", build.context, build.dockerfile))).toBe(true);
  }
  const asked = new Set(read("compose.yml").match(/(?<=\$\{)\w+(?=:[?-])/g));
  asked.delete("CONVEX_BACKEND_TAG");
  const explained = [...asked].filter((name) => new RegExp(`^#   ${name} `, "m").test(read("compose.yml")));
  expect(explained).toEqual([...asked]);
  expect(read("compose.Caddyfile")).toContain("{$TANDEM_HOST}");
  const upstreams = read("compose.Caddyfile").match(/(?<=reverse_proxy )\w+(?=:)/g);
  for (const name of upstreams!) expect(services).toHaveProperty(name);
});

test("the image and the unit set settings that Tandem knows, and start what is there", () => {
  const image = read("Dockerfile");
  const unit = read("tandem.service");
  const set = [
    image.match(/^ENV [\s\S]+?[^\\]$/m)![0],
    unit.match(/^Environment=.+$/m)![0].slice("Environment=".length),
  ];
  const names = set.flatMap((text) => text.match(/\b[A-Z_]+(?==)/g)!);
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !isSetting(name))).toEqual([]);
  for (const text of [image, unit])
    for (const script of text.match(/scripts\/\w+\.\w+/g)!) expect(existsSync(join(root, script))).toBe(true);
  expect(image).toMatch(/^USER node$/m);
});
