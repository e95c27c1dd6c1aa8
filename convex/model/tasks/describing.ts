/** What becomes of a description that two people write at once: both are joined, or the later one hears of it. */
import type { Id } from "../../_generated/dataModel";
import { LIMITS } from "../../shared/limits";
import * as Descriptions from "../board/descriptions";
import type { DbCtx } from "../context";
import { fail } from "../errors";
import { merge, settledText } from "../files/merging";

/**
 * A text with what others have written since it was begun. Joined once more it is the same.
 *
 * @param base  the description as it was when somebody began to change it
 * @throws TEXT_CONFLICT where both have changed the same lines
 */
export async function joined(ctx: DbCtx, taskId: Id<"tasks">, text: string, base: string): Promise<string> {
  const now = await Descriptions.textOf(ctx, taskId);
  if (now === base) return text;
  const settled = settledText(merge(base, text.trim(), now));
  if (settled === null || settled.length > LIMITS.taskDescription) throw fail("TEXT_CONFLICT");
  return settled;
}
