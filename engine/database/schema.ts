/** The schema of a deployment as `defineSchema` exports it, and what a table of the store knows of it. */
import type { ValidatorJson } from "../values/validator.ts";

export type IndexDefinition = { indexDescriptor: string; fields: string[] };
export type SearchIndexDefinition = { indexDescriptor: string; searchField: string; filterFields: string[] };
export type VectorIndexDefinition = {
  indexDescriptor: string;
  vectorField: string;
  dimensions: number;
  filterFields: string[];
};
export type TableDefinition = {
  tableName: string;
  indexes: IndexDefinition[];
  stagedDbIndexes?: IndexDefinition[];
  searchIndexes?: SearchIndexDefinition[];
  stagedSearchIndexes?: SearchIndexDefinition[];
  vectorIndexes?: VectorIndexDefinition[];
  stagedVectorIndexes?: VectorIndexDefinition[];
  documentType: ValidatorJson | null;
};
export type Schema = { tables: TableDefinition[]; schemaValidation: boolean };

export const NO_SCHEMA: Schema = { tables: [], schemaValidation: false };

/** System tables and the indexes of each; functions read them through `ctx.db.system`. */
export const SYSTEM_TABLES: TableDefinition[] = [
  {
    tableName: "_storage",
    indexes: [{ indexDescriptor: "by_sha256", fields: ["sha256"] }],
    documentType: null,
  },
  { tableName: "_scheduled_functions", indexes: [], documentType: null },
];

/** The app's have the numbers they have on Convex, below those of all other tables, so that no snapshot's tables want them. */
export const SYSTEM_TABLE_NUMBERS: Record<string, number> = { _scheduled_functions: 539, _storage: 540 };

/** The two indexes each table has without asking. `by_id` holds nothing but the id. */
export const BUILT_IN_INDEXES: IndexDefinition[] = [{ indexDescriptor: "by_creation_time", fields: [] }];

export function isSystemTable(name: string): boolean {
  return name.startsWith("_");
}

export function definitionOf(schema: Schema, tableName: string): TableDefinition | undefined {
  return schema.tables.find((table) => table.tableName === tableName);
}
