/**
 * The history of the workspace: who did what to which thing, from what to what.
 *
 *   a change ──same transaction──▶ the thing as it is now
 *                             └──▶ an event with the fields before and after
 *
 * Rules   An event is written with the change it tells of, so neither is there without the other. It holds every field
 *         that changed, so that the events of a thing, applied in their order, give the thing; each value is bounded by
 *         the limit of its field. Who may read the thing may read its events.
 */
import { literals } from "convex-helpers/validators";
import { v, type Infer } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DERIVED_TASK_FIELDS, EVENT_NOUNS, EVENT_VERBS } from "../../shared/events";
import { RELATION_WAYS, taskLabel } from "../../shared/tasks";
import { canRead, canReadTask } from "../access";
import { eventChange } from "./changes";
import type { DbCtx } from "../context";
import type { Chain } from "../triggers";

type Draft = Omit<
  Doc<"events">,
  "_id" | "_creationTime" | "changes" | "commitTs" | "undoes" | "automationId"
> & {
  changes?: Infer<typeof eventChange>[];
};

/** A context whose caller may be known: nobody acts where the server works by itself. */
export type ActorCtx = MutationCtx & {
  user?: Doc<"users">;
  /** The action that is being taken back. */
  undoes?: bigint;
  /** What automations have led to this; "cut" where it sets off none. */
  chain?: Chain | "cut";
};

export const eventView = v.object({
  _id: v.id("events"),
  _creationTime: v.number(),
  noun: literals(...EVENT_NOUNS),
  verb: literals(...EVENT_VERBS),
  subject: v.string(),
  actorId: v.optional(v.id("users")),
  personId: v.optional(v.id("users")),
  changes: v.array(eventChange),
  /** By which automation it was done: for who set that off. */
  automationId: v.optional(v.id("automations")),
});

/** Writes what was just done, by the caller unless another actor is given. */
export async function record(ctx: ActorCtx, { changes = [], ...event }: Draft): Promise<void> {
  const { undoes, chain } = ctx;
  const commitTs = ctx.db.vars.commitTs;
  const automationId = typeof chain === "object" ? chain.path.at(-1) : undefined;
  await ctx.db.insert("events", {
    actorId: ctx.user?._id,
    ...event,
    changes,
    commitTs,
    ...(undoes !== undefined && { undoes }),
    ...(automationId && { automationId }),
  });
}

/** An event as a person reads it, or null for one that says nothing to them, such as a new place in the same column. */
export async function toView(
  ctx: DbCtx,
  user: Doc<"users">,
  { commitTs: _ts, undoes: _undoes, ...event }: Doc<"events">,
): Promise<Infer<typeof eventView> | null> {
  if (event.noun === "message")
    return { ...event, changes: event.changes.filter(({ field }) => field !== "editedAt") };
  if (event.noun !== "task") return event;
  // Who ticks a box changes the description: what was ticked says it.
  const isTick = event.changes.some(({ field }) => field === "check");
  const said = event.changes.filter(
    ({ field }) => !DERIVED_TASK_FIELDS.has(field) && !(isTick && field === "description"),
  );
  const changes = (await Promise.all(said.map(async (one) => await readable(ctx, user, one)))).flat();
  const isSilent = changes.length === 0 && (event.verb === "changed" || event.verb === "moved");
  return isSilent ? null : { ...event, changes };
}

/** Fields that name other tasks, and what is said in their place: of a folder `parentId` says something else. */
const NAMING: ReadonlyMap<string, string> = new Map([
  ...RELATION_WAYS.map((way) => [way, way] as const),
  ["subtask", "subtask"],
  ["parentId", "partOf"],
]);

/** What is said of another task names it, to those who may read that as well; to others it is not said. */
async function readable(
  ctx: DbCtx,
  user: Doc<"users">,
  change: Infer<typeof eventChange>,
): Promise<Infer<typeof eventChange>[]> {
  const field = NAMING.get(change.field);
  if (field === undefined) return [change];
  const named: Infer<typeof eventChange> = { field };
  for (const side of ["before", "after"] as const) {
    const other = change[side] === undefined ? null : await ctx.db.get("tasks", change[side] as Id<"tasks">);
    if (other && (await canReadTask(ctx, other, user._id))) named[side] = taskLabel(other);
  }
  return named.before === undefined && named.after === undefined ? [] : [named];
}

/** Answers whether a person may read what an event is about; what was asked before is remembered. */
export function readerOf(ctx: DbCtx, user: Doc<"users">) {
  const known = new Map<string, Promise<boolean>>();
  const mayReadChannel = async (channelId: Id<"channels">) => {
    const answer = known.get(channelId) ?? canRead(ctx, channelId, user._id);
    known.set(channelId, answer);
    return await answer;
  };
  return async ({ noun, verb, subject }: Doc<"events">): Promise<boolean> => {
    switch (noun) {
      case "task": {
        const task = await ctx.db.get("tasks", subject as Id<"tasks">);
        return task !== null && (task.channelId === undefined || (await mayReadChannel(task.channelId)));
      }
      case "message": {
        const message = await ctx.db.get("messages", subject as Id<"messages">);
        return message !== null && (await mayReadChannel(message.channelId));
      }
      case "file": {
        const file = await ctx.db.get("files", subject as Id<"files">);
        const task = file?.taskId && (await ctx.db.get("tasks", file.taskId));
        if (task) return await canReadTask(ctx, task, user._id);
        return file?.channelId !== undefined && (await mayReadChannel(file.channelId));
      }
      case "folder": {
        const folder = await ctx.db.get("folders", subject as Id<"folders">);
        return folder !== null && (await mayReadChannel(folder.channelId));
      }
      case "note": {
        const note = await ctx.db.get("notes", subject as Id<"notes">);
        return note !== null && (await mayReadChannel(note.channelId));
      }
      case "channel":
        // One that is gone is nobody's.
        if (verb === "deleted") return user.role === "admin";
        return await mayReadChannel(subject as Id<"channels">);
      case "group":
        return true;
      case "person":
      case "emoji":
      case "settings":
        return user.role === "admin";
      default:
        return noun satisfies never;
    }
  };
}

const LONG_TEXTS: ReadonlySet<string> = new Set(["text", "description"]);

/** The same with long texts left out: that they changed is said, not how. */
export function withoutTexts(event: Infer<typeof eventView>): Infer<typeof eventView> {
  const changes = event.changes.map((change) =>
    LONG_TEXTS.has(change.field) ? { field: change.field } : change,
  );
  return { ...event, changes };
}
