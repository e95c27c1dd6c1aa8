import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "./functions";
import * as Documents from "./model/documents";
import { boundedPage } from "./model/pages";

/** Every table, and what of it is shown. */
export const tables = adminQuery({
  args: {},
  returns: v.array(Documents.tableView),
  handler: () => Promise.resolve(Documents.tables()),
});

/** The documents of a table, the newest first, without what people wrote: see model/documents.ts. */
export const list = adminQuery({
  args: { table: literals(...Documents.TABLES), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Documents.documentView),
  handler: async (ctx, { table, paginationOpts }) => {
    const result = await ctx.db.query(table).order("desc").paginate(boundedPage(paginationOpts));
    return { ...result, page: result.page.map((document) => Documents.toView(table, document)) };
  },
});
