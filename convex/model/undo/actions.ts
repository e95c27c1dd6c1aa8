/**
 * What a person has done to tasks and messages, and which of it they can take back or do again: the two piles of every
 * editor, read from their events.
 *
 *   events ──of one commit──▶ actions ──the first first──▶ done ⇄ undone
 *
 * Shapes  An action is its events, the last of them first. One that takes back names the action that it is about
 *         (`undoes`); one that does again names one that takes back.
 * Rules   Each reaches back to the action it began with: of what was done too long ago nothing is taken back or done again.
 *         A new action ends what can be done again. What is neither of tasks nor of messages is passed over.
 */
import type { Doc } from "../../_generated/dataModel";
import { RELATION_WAYS } from "../../shared/tasks";
import { HOUR_MS } from "../../shared/time";
import type { UserMutationCtx } from "../access";
import { MIB, takeWithin } from "../batches";
import * as BoardTables from "../board/tables";
import { settledTs } from "../commitTs";
import { fail } from "../errors";

export type Event = Doc<"events">;
type Action = Event[];
/** `origin` is what the person had done at first: the action itself, or the one that it takes back or does again. */
export type Wanted = { action: Action; origin: Action };

/** How long ago an action may be, and among how many events of its person it is looked for. */
const REACH_MS = HOUR_MS;
const LOOKED_AT = { rows: 300, bytes: 4 * MIB };

const OF_TASKS: ReadonlySet<string> = new Set([
  ...Object.keys(BoardTables.tasks.validator.fields),
  "description",
]);
const OF_MESSAGES: ReadonlySet<string> = new Set(["text", "editedAt", "pinnedBy", "resolvedBy"]);
const OF_DISCUSSIONS: ReadonlySet<string> = new Set(["threadId", "formerThreadIds"]);
export const WAYS: ReadonlySet<string> = new Set(RELATION_WAYS);
/** What events of tasks say beside their fields. */
const TOLD: ReadonlySet<string> = new Set(["subtask", "partsLeft", "filesLeft", "nextDay", "check"]);

const isUndoable = (field: string): boolean => OF_TASKS.has(field) || WAYS.has(field) || TOLD.has(field);

/** What nobody set off but a day that came. */
const isByItself = (action: Action): boolean =>
  action.every(({ automationId }) => automationId !== undefined);

function canTakeBack({ noun, changes, commitTs }: Event): boolean {
  if (commitTs === undefined) return false;
  const fields = changes.map(({ field }) => field);
  if (noun === "message") return fields.every((field) => OF_MESSAGES.has(field));
  return noun === "task" && fields.every(isUndoable);
}

/** That a discussion has begun is nothing that somebody did to its task. */
export const isOfDiscussion = ({ noun, verb, changes }: Event): boolean =>
  noun === "task" && verb === "changed" && changes.every(({ field }) => OF_DISCUSSIONS.has(field));

/** 0 for those of older versions, which nobody takes back. */
export const tsOf = ({ commitTs = 0n }: Event): bigint => settledTs(commitTs);

/** Takes the action of a commit out of a pile. */
function takeOut(pile: Wanted[], commitTs: bigint): Wanted | undefined {
  const at = pile.findLastIndex(({ action }) => tsOf(action[0]!) === commitTs);
  return at === -1 ? undefined : pile.splice(at, 1)[0];
}

/** @param actions  the first first @returns what can be taken back and what can be done again, the next of each last */
function pilesOf(actions: readonly Action[]): { done: Wanted[]; undone: Wanted[] } {
  const done: Wanted[] = [];
  let undone: Wanted[] = [];
  for (const all of actions) {
    const { undoes } = all[0]!;
    const action = all.filter((event) => !isOfDiscussion(event));
    if (action.length === 0) continue;
    if (undoes === undefined) {
      if (isByItself(all) || !action.every(canTakeBack)) continue;
      done.push({ action, origin: action });
      undone = [];
      continue;
    }
    const takenBack = takeOut(done, undoes);
    const doneAgain = takenBack ? undefined : takeOut(undone, undoes);
    if (takenBack) undone.push({ action, origin: takenBack.origin });
    if (doneAgain) done.push({ action, origin: doneAgain.origin });
  }
  return { done, undone };
}

async function pilesOfCaller(ctx: UserMutationCtx) {
  const mine = ctx.db
    .query("events")
    .withIndex("by_actorId", (q) => q.eq("actorId", ctx.user._id).gt("_creationTime", Date.now() - REACH_MS))
    .order("desc");
  const { rows, isCut } = await takeWithin(mine, LOOKED_AT);
  const actions = [...Map.groupBy(rows, tsOf).values()];
  // Of the one that is cut not all is known.
  if (isCut) actions.pop();
  return pilesOf(actions.reverse());
}

/**
 * What is taken back next.
 *
 * @param commitTs  of an action of the caller, in the place of the last one
 * @throws UNDO_NOTHING
 */
export async function nextToTakeBack(ctx: UserMutationCtx, commitTs?: bigint): Promise<Wanted> {
  const { done } = await pilesOfCaller(ctx);
  const wanted = commitTs === undefined ? done.at(-1) : takeOut(done, commitTs);
  if (!wanted) throw fail("UNDO_NOTHING");
  return wanted;
}

/** What was taken back last, and is done again next. @throws REDO_NOTHING */
export async function nextToDoAgain(ctx: UserMutationCtx): Promise<Wanted> {
  const wanted = (await pilesOfCaller(ctx)).undone.at(-1);
  if (!wanted) throw fail("REDO_NOTHING");
  return wanted;
}
