/* eslint-disable */
/**
 * Generated `ComponentApi` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type { FunctionReference } from "convex/server";

/**
 * A utility for referencing a Convex component's exposed API.
 *
 * Useful when expecting a parameter like `components.myComponent`.
 * Usage:
 * ```ts
 * async function myFunction(ctx: QueryCtx, component: ComponentApi) {
 *   return ctx.runQuery(component.someFile.someQuery, { ...args });
 * }
 * ```
 */
export type ComponentApi<Name extends string | undefined = string | undefined> =
  {
    lib: {
      about: FunctionReference<"query", "internal", {}, any, Name>;
      act: FunctionReference<"action", "internal", { name: string }, any, Name>;
      add: FunctionReference<
        "mutation",
        "internal",
        { name: string; amount: number },
        string,
        Name
      >;
      addLater: FunctionReference<
        "mutation",
        "internal",
        { name: string; delayMs: number },
        string,
        Name
      >;
      ask: FunctionReference<
        "query",
        "internal",
        { handle: string },
        any,
        Name
      >;
      callBack: FunctionReference<
        "mutation",
        "internal",
        { handle: string; text: string; isLater: boolean },
        any,
        Name
      >;
      callCount: FunctionReference<
        "query",
        "internal",
        { asked: number },
        number,
        Name
      >;
      cancel: FunctionReference<
        "mutation",
        "internal",
        { id: string },
        null,
        Name
      >;
      fileUrl: FunctionReference<
        "query",
        "internal",
        { id: string },
        string | null,
        Name
      >;
      get: FunctionReference<
        "query",
        "internal",
        { name: string },
        number,
        Name
      >;
      jobState: FunctionReference<
        "query",
        "internal",
        { id: string },
        any,
        Name
      >;
      read: FunctionReference<"query", "internal", { id: string }, any, Name>;
      uploadUrl: FunctionReference<"mutation", "internal", {}, string, Name>;
    };
  };
