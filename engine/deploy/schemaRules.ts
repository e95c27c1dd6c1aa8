/**
 * What a schema may say: names, fields of indexes, and how many of each, as Convex has it.
 *
 * Errors  A sentence that names the table or the index.
 * Rules   SPEC.md DP6, DP7.
 * Source  https://docs.convex.dev/production/state/limits, /database/schemas
 */
import type { Schema, TableDefinition } from "../database/schema.ts";
import type { FieldValidator, ValidatorJson } from "../values/validator.ts";

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const RESERVED_INDEXES = new Set(["by_id", "by_creation_time"]);
const MAX_INDEXES = 32;
const MAX_INDEX_FIELDS = 16;
const MAX_SEARCH_INDEXES = 4;
const MAX_VECTOR_INDEXES = 4;
const MAX_FILTER_FIELDS = 16;
const MIN_DIMENSIONS = 2;
const MAX_DIMENSIONS = 4096;

/** @throws Error when Convex would refuse the schema */
export function checkSchema({ tables }: Schema): void {
  for (const table of tables) {
    const { tableName } = table;
    if (!IDENTIFIER.test(tableName))
      throw new Error(
        `"${tableName}" is not a name for a table: it must begin with a letter and have only letters, digits and underscores, 64 at most.`,
      );
    checkDocumentType(table);
    checkIndexNames(table);
    checkIndexes(table);
    checkSearchIndexes(table);
    checkVectorIndexes(table);
  }
}

function checkDocumentType({ tableName, documentType }: TableDefinition): void {
  if (documentType === null || documentType.type === "any") return;
  for (const member of membersOf(documentType)) {
    if (member.type !== "object")
      throw new Error(`The documents of table "${tableName}" must be objects, or a union of objects.`);
    for (const name of Object.keys(member.value)) {
      if (name.startsWith("_"))
        throw new Error(
          `The field "${name}" of table "${tableName}" starts with an underscore, which is only allowed for system fields.`,
        );
    }
    checkFieldNames(tableName, member);
  }
}

function checkFieldNames(tableName: string, validator: ValidatorJson): void {
  switch (validator.type) {
    case "object":
      for (const [name, { fieldType }] of Object.entries(validator.value)) {
        // oxlint-disable-next-line no-control-regex -- control characters are what is refused
        if (name === "" || name.startsWith("$") || /[\x00-\x1f\x7f-\uffff]/.test(name))
          throw new Error(
            `"${name}" is not a name for a field in table "${tableName}": it must be printable ASCII, not empty, and not begin with "$".`,
          );
        checkFieldNames(tableName, fieldType);
      }
      return;
    case "array":
      return checkFieldNames(tableName, validator.value);
    case "record":
      return checkFieldNames(tableName, validator.values.fieldType);
    case "union":
      for (const member of validator.value) checkFieldNames(tableName, member);
      return;
    default:
  }
}

function membersOf(validator: ValidatorJson): ValidatorJson[] {
  return validator.type === "union" ? validator.value.flatMap(membersOf) : [validator];
}

type Named = { indexDescriptor: string };

function checkIndexNames(table: TableDefinition): void {
  const { tableName } = table;
  const lists: (Named[] | undefined)[] = [
    table.indexes,
    table.stagedDbIndexes,
    table.searchIndexes,
    table.stagedSearchIndexes,
    table.vectorIndexes,
    table.stagedVectorIndexes,
  ];
  const seen = new Set<string>();
  for (const { indexDescriptor: name } of lists.flatMap((list) => list ?? [])) {
    if (!IDENTIFIER.test(name))
      throw new Error(
        `"${name}" is not a name for an index of table "${tableName}": it must begin with a letter and have only letters, digits and underscores, 64 at most.`,
      );
    if (RESERVED_INDEXES.has(name))
      throw new Error(`The index name "${name}" of table "${tableName}" is reserved: choose another.`);
    if (seen.has(name)) throw new Error(`Table "${tableName}" has two indexes called "${name}".`);
    seen.add(name);
  }
}

function checkIndexes(table: TableDefinition): void {
  const indexes = [...table.indexes, ...(table.stagedDbIndexes ?? [])];
  if (indexes.length > MAX_INDEXES)
    throw new Error(
      `Table "${table.tableName}" has ${indexes.length} indexes: at most ${MAX_INDEXES} are allowed.`,
    );
  for (const { indexDescriptor, fields } of indexes) {
    const name = `${table.tableName}.${indexDescriptor}`;
    if (fields.length === 0) throw new Error(`The index ${name} must have at least one field.`);
    if (fields.length > MAX_INDEX_FIELDS)
      throw new Error(
        `The index ${name} has ${fields.length} fields: at most ${MAX_INDEX_FIELDS} are allowed.`,
      );
    checkFields(table, name, fields);
  }
}

/** Fields of an index: each once, each one that documents may have, and none of Convex's own. */
function checkFields({ documentType }: TableDefinition, index: string, fields: string[]): void {
  for (const [at, field] of fields.entries()) {
    if (fields.indexOf(field) !== at) throw new Error(`The index ${index} has the field "${field}" twice.`);
    if (field.startsWith("_"))
      throw new Error(
        `The index ${index} may not have the field "${field}": every index ends with \`_creationTime\` by itself, and documents are found by \`_id\` without one.`,
      );
    if (documentType !== null && !hasField(documentType, field.split(".")))
      throw new Error(`The index ${index} has the field "${field}", which the table does not have.`);
  }
}

function hasField(validator: ValidatorJson, [step, ...rest]: string[]): boolean {
  if (step === undefined || validator.type === "any") return true;
  if (validator.type === "union") return validator.value.some((member) => hasField(member, [step, ...rest]));
  if (validator.type === "record") return hasField(validator.values.fieldType, rest);
  if (validator.type !== "object") return false;
  const field: FieldValidator | undefined = Object.hasOwn(validator.value, step)
    ? validator.value[step]
    : undefined;
  return field !== undefined && hasField(field.fieldType, rest);
}

function checkSearchIndexes(table: TableDefinition): void {
  const { tableName, searchIndexes = [], stagedSearchIndexes = [] } = table;
  const indexes = [...searchIndexes, ...stagedSearchIndexes];
  if (indexes.length > MAX_SEARCH_INDEXES)
    throw new Error(
      `Table "${tableName}" has ${indexes.length} search indexes: at most ${MAX_SEARCH_INDEXES} are allowed.`,
    );
  for (const { indexDescriptor, searchField, filterFields } of indexes) {
    if (filterFields.length > MAX_FILTER_FIELDS)
      throw new Error(
        `The search index ${tableName}.${indexDescriptor} has ${filterFields.length} filter fields: at most ${MAX_FILTER_FIELDS} are allowed.`,
      );
    checkFields(table, `${tableName}.${indexDescriptor}`, [searchField]);
    checkFields(table, `${tableName}.${indexDescriptor}`, filterFields);
  }
}

function checkVectorIndexes(table: TableDefinition): void {
  const { tableName, vectorIndexes = [], stagedVectorIndexes = [] } = table;
  const indexes = [...vectorIndexes, ...stagedVectorIndexes];
  if (indexes.length > MAX_VECTOR_INDEXES)
    throw new Error(
      `Table "${tableName}" has ${indexes.length} vector indexes: at most ${MAX_VECTOR_INDEXES} are allowed.`,
    );
  for (const { indexDescriptor, vectorField, dimensions, filterFields } of indexes) {
    const name = `${tableName}.${indexDescriptor}`;
    if (!Number.isInteger(dimensions) || dimensions < MIN_DIMENSIONS || dimensions > MAX_DIMENSIONS)
      throw new Error(
        `The vector index ${name} must have between ${MIN_DIMENSIONS} and ${MAX_DIMENSIONS} dimensions, not ${dimensions}.`,
      );
    if (filterFields.length > MAX_FILTER_FIELDS)
      throw new Error(
        `The vector index ${name} has ${filterFields.length} filter fields: at most ${MAX_FILTER_FIELDS} are allowed.`,
      );
    checkFields(table, name, [vectorField]);
    checkFields(table, name, filterFields);
  }
}
