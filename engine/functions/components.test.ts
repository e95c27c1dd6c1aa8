import { expect, test } from "vitest";
import { APP, environmentsOf, routeOf, type MountedComponent } from "./components.ts";

const mount = (path: string, httpPath: string | null, env: MountedComponent["env"] = []) => ({
  ...APP,
  path,
  httpPath,
  env,
});

test.each([
  ["/", { component: "", route: "/" }],
  ["/a", { component: "", route: "/a" }],
  ["/a/", { component: "a", route: "/" }],
  ["/a/x", { component: "a", route: "/x" }],
  ["/a/b/x/y", { component: "a/b", route: "/x/y" }],
  ["/b/x", { component: "", route: "/b/x" }],
])("[CO8] %s is served by %j", (pathname, expected) => {
  const components = [APP, mount("a", "/a/"), mount("a/b", "/a/b/"), mount("b", null)];
  expect(routeOf(components, pathname)).toEqual(expected);
});

test("[CO8] an app with a prefix serves nothing beside it", () => {
  const components = [mount("", "/app/"), mount("a", "/a/")];
  expect(routeOf(components, "/app/x")).toEqual({ component: "", route: "/x" });
  expect(routeOf(components, "/a/x")).toEqual({ component: "a", route: "/x" });
  expect(routeOf(components, "/x")).toBe(null);
});

test("[CO7] a variable goes down as far as it is handed on, and no further", () => {
  const components = [
    APP,
    mount("a", "/a/", [["KEY", { type: "envVar", name: "SECRET" }]]),
    mount("a/b", null, [
      ["INNER", { type: "envVar", name: "KEY" }],
      ["UNSET", { type: "envVar", name: "NOTHING" }],
      ["MODE", { type: "value", value: "live" }],
    ]),
  ];
  const system = (path: string) => ({
    CONVEX_CLOUD_URL: "http://x",
    CONVEX_SITE_URL: `http://x/http${path}`,
  });
  expect(environmentsOf(components, { SECRET: "s", OTHER: "o" }, "http://x")).toEqual({
    "": { SECRET: "s", OTHER: "o", ...system("") },
    a: { KEY: "s", ...system("/a") },
    "a/b": { INNER: "s", MODE: "live", ...system("") },
  });
});
