import type { QueryCtx } from "../_generated/server";

/** What reads the database and asks for nothing else: queries and mutations both have it. */
export type DbCtx = Pick<QueryCtx, "db">;
