/**
 * The components of a deployment: where each is mounted, and what it sees of its surroundings.
 *
 * Shapes  A component's path is the names from the app down to it, joined by "/"; the app's own is "".
 *         Parents come before their children in every list of components.
 * Rules   SPEC.md CO.
 */
import type { Store } from "../storage/store.ts";
import { parentOf } from "./paths.ts";

export type EnvBinding = { type: "value"; value: string } | { type: "envVar"; name: string };

export type MountedComponent = {
  path: string;
  /** The folder of its definition, as the push named it: several components may share one. */
  definition: string;
  /** Its own environment: texts, or names of the parent's variables. */
  env: [string, EnvBinding][];
  /** Where its HTTP routes begin, with a slash at both ends; null when they are not served. */
  httpPath: string | null;
};

export type Environment = Record<string, string>;
/** What `process.env` is in each component, by its path. */
export type Environments = Record<string, Environment>;

export const APP: MountedComponent = { path: "", definition: "", env: [], httpPath: "/" };

/** The components of the last push. */
export function mountedIn(store: Store): MountedComponent[] {
  return store.readMeta<MountedComponent[]>("components") ?? [APP];
}

export function environmentsOf(
  components: MountedComponent[],
  ofApp: Environment,
  url: string,
): Environments {
  const environments: Environments = {};
  for (const { path, env, httpPath } of components) {
    const parent = environments[parentOf(path)];
    const bound = env.flatMap(([name, binding]) => {
      const value = binding.type === "value" ? binding.value : parent?.[binding.name];
      return value === undefined ? [] : [[name, value]];
    });
    const own = path === "" ? ofApp : (Object.fromEntries(bound) as Environment);
    const site = `${url}/http${httpPath ?? "/"}`.slice(0, -1);
    environments[path] = { ...own, CONVEX_CLOUD_URL: url, CONVEX_SITE_URL: site };
  }
  return environments;
}

/** The component that serves an HTTP path, and the path as its router knows it. */
export function routeOf(
  components: MountedComponent[],
  pathname: string,
): { component: string; route: string } | null {
  let found: { component: string; httpPath: string } | null = null;
  for (const { path, httpPath } of components) {
    if (httpPath === null || !pathname.startsWith(httpPath)) continue;
    if (found === null || httpPath.length > found.httpPath.length) found = { component: path, httpPath };
  }
  return found && { component: found.component, route: pathname.slice(found.httpPath.length - 1) };
}
