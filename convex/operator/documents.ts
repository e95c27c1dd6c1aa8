/** What those who operate a workspace see of its tables: see model/documents.ts. */
import { literals } from "convex-helpers/validators";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { adminQuery } from "../functions";
import * as Documents from "../model/documents";
import { boundedPage } from "../model/pages";
import schema from "../schema";

const table = literals(...Documents.TABLES);
const names = v.array(v.string());

/** Every table, with the fields that are shown, and those that are not, whichever of them a document has. */
export const tables = adminQuery({
  args: {},
  returns: v.array(v.object({ name: table, shown: names, hidden: names })),
  handler: () => {
    const all = Documents.TABLES.map((name) => {
      const shown = Documents.shownOf(name);
      const fields = Object.keys(schema.tables[name].validator.fields);
      return { name, shown: [...shown], hidden: fields.filter((field) => !shown.includes(field)) };
    });
    return Promise.resolve(all);
  },
});

/** The documents of a table, the newest first, without what people wrote. */
export const list = adminQuery({
  args: { table, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(Documents.documentView),
  handler: async (ctx, { table, paginationOpts }) => {
    const result = await ctx.db.query(table).order("desc").paginate(boundedPage(paginationOpts));
    return { ...result, page: result.page.map((document) => Documents.toView(table, document)) };
  },
});
