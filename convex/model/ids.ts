import type { Id } from "../_generated/dataModel";
import { LIMITS } from "../shared/limits";
import type { DbCtx } from "./context";
import { fail } from "./errors";

/**
 * The ids of people among texts, each once. Anybody can write a mention of anything: what is no id of a person is left
 * out. @throws TOO_MANY_IDS
 */
export function personIds(ctx: DbCtx, texts: readonly string[]): Id<"users">[] {
  if (texts.length > LIMITS.idsAsked) throw fail("TOO_MANY_IDS");
  return [...new Set(texts)].flatMap((text) => ctx.db.normalizeId("users", text) ?? []);
}
