/**
 * Names of functions: `folder/module:export`, as clients and `api` write them. A component's function has the
 * path of the component's mount in front: `rateLimiter/batchWorker;lib:ping`.
 *
 * Shapes  A canonical name has no `.js`, and always an export: `messages:list`, `http:default`.
 *         The app itself is the component "".
 * Errors  FunctionError for an address that leads nowhere.
 * Rules   SPEC.md CO.
 */
import { FunctionError } from "../values/errors.ts";

export type FunctionName = { component: string; module: string; name: string };

/** How `convex/server` names a function in a syscall: one of the three is set. */
export type Address = {
  name?: string | undefined;
  /** A public function of a component that the caller has mounted. */
  reference?: string | undefined;
  /** A text that names a function to anybody who has it. */
  functionHandle?: string | undefined;
};

const HANDLE = "function://";
const CHILD = "_reference/childComponent/";

/** The component, the module file (`messages.js`) and the export that a function path names. */
export function parseFunctionPath(path: string): FunctionName {
  const component = componentOf(path);
  const local = localPath(path);
  const colon = local.lastIndexOf(":");
  const module = colon === -1 ? local : local.slice(0, colon);
  const name = colon === -1 ? "default" : local.slice(colon + 1);
  return { component, module: module.endsWith(".js") ? module : `${module}.js`, name };
}

export function canonicalPath(path: string): string {
  const { component, module, name } = parseFunctionPath(path);
  return inComponent(component, `${module.slice(0, -3)}:${name}`);
}

export function componentOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf(";")));
}

/** The path without its component. */
export function localPath(path: string): string {
  return path.slice(path.indexOf(";") + 1);
}

export function inComponent(component: string, path: string): string {
  return component === "" ? path : `${component};${path}`;
}

/** The name a component has in its parent. */
export function nameOf(component: string): string {
  return component.slice(component.lastIndexOf("/") + 1);
}

export function parentOf(component: string): string {
  return component.slice(0, Math.max(0, component.lastIndexOf("/")));
}

export function childPath(component: string, child: string): string {
  return component === "" ? child : `${component}/${child}`;
}

export function handleOf(path: string): string {
  return `${HANDLE}${componentOf(path) === "" ? ";" : ""}${path}`;
}

/** The path that an address means in a function of `component`. @throws FunctionError */
export function pathOf(component: string, { name, reference, functionHandle }: Address): string {
  if (functionHandle !== undefined) {
    if (!functionHandle.startsWith(HANDLE))
      throw new FunctionError(`Invalid function handle: ${functionHandle}`);
    return canonicalPath(functionHandle.slice(HANDLE.length).replace(/^;/, ""));
  }
  if (reference === undefined) {
    if (name === undefined || name.includes(";")) throw new FunctionError(`Invalid function name: ${name}`);
    return inComponent(component, canonicalPath(name));
  }
  const [child = "", ...parts] = reference.startsWith(CHILD) ? reference.slice(CHILD.length).split("/") : [];
  const exported = parts.pop();
  if (exported === undefined || parts.length === 0)
    throw new FunctionError(`Invalid function reference: ${reference}`);
  return inComponent(childPath(component, child), `${parts.join("/")}:${exported}`);
}
