"use node";
import { createHash } from "node:crypto";
import { actionGeneric as action } from "convex/server";
export const hash = action({ args: {}, handler: () => createHash("sha256").update("x").digest("hex") });
