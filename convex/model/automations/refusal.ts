/** Why an automation was refused last, for whoever is told of it. */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Id } from "../../_generated/dataModel";
import { columnKeyOf } from "../../shared/board/columns";
import { TASK_STATUSES } from "../../shared/tasks";
import * as Boards from "../board/boards";
import type { DbCtx } from "../context";
import { stepsOf } from "../triggers";
import { trigger } from "./shape";

export const refusalView = v.object({
  when: trigger,
  /** That into which a card comes, while it is there; without a name of its own, what its status is called. */
  column: v.optional(v.object({ status: literals(...TASK_STATUSES), name: v.optional(v.string()) })),
  /** As in `problem`. */
  code: v.string(),
});

/** Null where it is gone, or was changed since. */
export async function lastRefusal(
  ctx: DbCtx,
  automationId: Id<"automations">,
): Promise<Infer<typeof refusalView> | null> {
  const automation = await ctx.db.get("automations", automationId);
  const [problem] = automation ? (await stepsOf(ctx, automationId)).problems : [];
  if (!automation || !problem) return null;
  const { when, channelId } = automation;
  const columns = when.kind === "moved" ? await Boards.columnsOf(ctx, channelId) : [];
  const column = columns.find(({ key }) => when.kind === "moved" && key === columnKeyOf(when));
  return {
    when,
    code: problem.code,
    ...(column && { column: { status: column.status, name: column.name } }),
  };
}
