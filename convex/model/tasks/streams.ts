/** Ranges of tasks that are joined in the order of an index. */
import { stream } from "convex-helpers/server/stream";
import { defineSchema, type DataModelFromSchemaDefinition, type GenericDatabaseReader } from "convex/server";
import { tasks } from "../board/tables";
import type { DbCtx } from "../context";

const SCHEMA = defineSchema({ tasks });
type OnlyTasks = GenericDatabaseReader<DataModelFromSchemaDefinition<typeof SCHEMA>>;

/** Tasks, as a stream is told of their indexes. */
export const streamOf = (db: DbCtx["db"]) => stream(db as unknown as OnlyTasks, SCHEMA).query("tasks");
