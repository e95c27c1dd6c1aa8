import type { ConvexReactClient } from "convex/react";
import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

const load = () => import("./shown");

export const History = lazy(retryImport(async () => ({ default: (await load()).History })));
export const FormerTexts = lazy(retryImport(async () => ({ default: (await load()).FormerTexts })));
export const Log = lazy(retryImport(async () => ({ default: (await load()).Log })));

/** Takes back what I did last, or a certain action, and says what that was. */
export const undo = async (client: ConvexReactClient, commitTs?: bigint) =>
  await (await load()).undo(client, commitTs);
/** Does again what I took back last, and says what that was. */
export const redo = async (client: ConvexReactClient) => await (await load()).redo(client);
