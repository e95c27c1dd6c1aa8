import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { userMutation, userQuery } from "./functions";
import * as Names from "./model/search/names";
import * as Saved from "./model/search/saved";
import * as Search from "./model/search/search";
import * as Views from "./model/search/views";

/** A text as people type it: see shared/search/query.ts. Dates are those of UTC; a browser writes its own out first. */
const text = v.string();
const kind = v.optional(literals("message", "task", "file", "note"));

/** Messages, tasks, files and notes that have all the words, the newest first; of the last word a beginning is enough. */
export const all = userQuery({
  args: { text, kind, paginationOpts: paginationOptsValidator },
  returns: Views.resultPage,
  handler: async (ctx, { paginationOpts, ...sought }) => await Search.page(ctx, sought, paginationOpts),
});

/** The tasks that a text finds, newest first, by their ids; without a word all that the caller may read. */
export const taskIds = userQuery({
  args: { text, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(v.id("tasks")),
  handler: async (ctx, { text, paginationOpts }) => await Search.taskPage(ctx, text, paginationOpts),
});

/** The few best of the newest. */
export const best = userQuery({
  args: { text, kind },
  returns: v.object({ page: v.array(Views.result), isCut: v.boolean() }),
  handler: async (ctx, sought) => {
    const { page, isCut } = await Search.best(ctx, sought);
    return { page, isCut };
  },
});

/** How many of a kind there are, up to `LIMITS.searchCounted`: of those that the caller may read. */
export const count = userQuery({
  args: { text, kind },
  returns: Views.counted,
  handler: async (ctx, sought) => await Search.count(ctx, sought),
});

/** The people and channels whose names have the words. */
export const names = userQuery({
  args: { text },
  returns: Names.namesView,
  handler: async (ctx, args) => await Names.byText(ctx, args.text),
});

/** The searches that the caller keeps, the oldest first. */
export const saved = userQuery({
  args: {},
  returns: v.array(v.string()),
  handler: async (ctx) => await Saved.list(ctx),
});

export const save = userMutation({
  args: { text },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Saved.keep(ctx, args.text);
    return null;
  },
});

export const forget = userMutation({
  args: { text },
  returns: v.null(),
  handler: async (ctx, args) => {
    await Saved.forget(ctx, args.text);
    return null;
  },
});
