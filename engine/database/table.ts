/** Tables and their indexes as the catalog knows them, and the documents in them. */
import type { JsonObject } from "../values/json.ts";
import type { ValidatorJson } from "../values/validator.ts";
import type { SearchIndexDefinition, VectorIndexDefinition } from "./schema.ts";

export type Document = JsonObject & { _id: string; _creationTime: number };

export type SearchIndex = SearchIndexDefinition & { number: number };
export type VectorIndex = VectorIndexDefinition & { number: number };
export type Index = { number: number; name: string; fields: string[] };
export type Table = {
  number: number;
  name: string;
  component: string;
  /** By which the keys of its documents differ from those of the table whose place it has taken; see documentKey.ts. */
  generation: number | null;
  indexes: Map<string, Index>;
  texts: Map<string, SearchIndex>;
  vectors: Map<string, VectorIndex>;
  validator: ValidatorJson | null;
  /** Names of indexes that the schema only prepares. */
  staged: Set<string>;
};
