import type { api } from "@convex/_generated/api";
import type { FunctionReturnType } from "convex/server";

/** A message as the server has it. */
export type SavedMessage = FunctionReturnType<typeof api.messages.get>;
