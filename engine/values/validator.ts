/**
 * Checks Convex JSON values against the validators that `convex/values` exports.
 *
 * Shapes  `ValidatorJson` is what `args`, `returns` and table definitions export as JSON.
 * Errors  A mismatch is returned as a sentence in Convex's words, never thrown: the caller knows what the value was.
 * Rules   SPEC.md VA.
 */
import { isObject, kindOf, show, type Json, type JsonObject, type Kind } from "./json.ts";

export type FieldValidator = { fieldType: ValidatorJson; optional: boolean };
export type ValidatorJson =
  | { type: "null" | "number" | "bigint" | "boolean" | "string" | "bytes" | "any" | "commitTs" }
  | { type: "literal"; value: Json }
  | { type: "id"; tableName: string }
  | { type: "array"; value: ValidatorJson }
  | { type: "record"; keys: ValidatorJson; values: FieldValidator }
  | { type: "object"; value: Record<string, FieldValidator> }
  | { type: "union"; value: ValidatorJson[] };

/** Whether a text is an id of the named table. */
export type IdCheck = (id: string, tableName: string) => boolean;

const KIND_OF_TYPE: Partial<Record<ValidatorJson["type"], Kind>> = {
  null: "null",
  number: "float64",
  bigint: "int64",
  boolean: "boolean",
  string: "string",
  bytes: "bytes",
};

/** The validator as a person wrote it, for error messages. */
export function showValidator(validator: ValidatorJson): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${show(validator.value)})`;
    case "id":
      return `v.id("${validator.tableName}")`;
    case "array":
      return `v.array(${showValidator(validator.value)})`;
    case "record":
      return `v.record(${showValidator(validator.keys)}, ${showValidator(validator.values.fieldType)})`;
    case "union":
      return `v.union(${validator.value.map(showValidator).join(", ")})`;
    case "object":
      return `v.object({${Object.entries(validator.value).map(showField).join(", ")}})`;
    default:
      return `v.${validator.type}()`;
  }
}

function showField([name, field]: [string, FieldValidator]): string {
  const inner = showValidator(field.fieldType);
  return `${name}: ${field.optional ? `v.optional(${inner})` : inner}`;
}

function mismatch(validator: ValidatorJson, value: Json, path: string): string {
  const at = path === "" ? "" : `Path: ${path}\n`;
  return `Value does not match validator.\n${at}Value: ${show(value)}\nValidator: ${showValidator(validator)}`;
}

/** Null when `value` fits, else what does not and where. */
export function checkValue(validator: ValidatorJson, value: Json, isId: IdCheck, path = ""): string | null {
  switch (validator.type) {
    case "any":
      return null;
    case "commitTs":
      return kindOf(value) === "int64" || (isObject(value) && value.$commitTs === null)
        ? null
        : mismatch(validator, value, path);
    case "literal":
      return show(validator.value) === show(value) && kindOf(validator.value) === kindOf(value)
        ? null
        : mismatch(validator, value, path);
    case "id":
      return checkId(validator, value, isId, path);
    case "array":
      return checkArray(validator, value, isId, path);
    case "record":
      return checkRecord(validator, value, isId, path);
    case "object":
      return checkObject(validator, value, isId, path);
    case "union":
      return checkUnion(validator, value, isId, path);
    default:
      return kindOf(value) === KIND_OF_TYPE[validator.type] ? null : mismatch(validator, value, path);
  }
}

type Of<T extends ValidatorJson["type"]> = Extract<ValidatorJson, { type: T }>;

function checkId(validator: Of<"id">, value: Json, isId: IdCheck, path: string): string | null {
  if (typeof value !== "string") return mismatch(validator, value, path);
  if (isId(value, validator.tableName)) return null;
  const at = path === "" ? "" : `Path: ${path}\n`;
  return `Value is not an ID of table \`${validator.tableName}\`.\n${at}Value: ${show(value)}\nValidator: ${showValidator(validator)}`;
}

function checkArray(validator: Of<"array">, value: Json, isId: IdCheck, path: string): string | null {
  if (!Array.isArray(value)) return mismatch(validator, value, path);
  for (const [i, element] of value.entries()) {
    const problem = checkValue(validator.value, element, isId, `${path}[${i}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function checkRecord(validator: Of<"record">, value: Json, isId: IdCheck, path: string): string | null {
  if (kindOf(value) !== "object") return mismatch(validator, value, path);
  for (const [key, inner] of Object.entries(value as JsonObject)) {
    const problem =
      checkValue(validator.keys, key, isId, path) ??
      checkValue(validator.values.fieldType, inner, isId, `${path}["${key}"]`);
    if (problem !== null) return problem;
  }
  return null;
}

function checkObject(validator: Of<"object">, value: Json, isId: IdCheck, path: string): string | null {
  if (kindOf(value) !== "object") return mismatch(validator, value, path);
  const object = value as JsonObject;
  for (const [name, field] of Object.entries(validator.value)) {
    const inner = Object.hasOwn(object, name) ? object[name] : undefined;
    if (inner === undefined) {
      if (field.optional) continue;
      return `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.\n${describe(validator, value, path)}`;
    }
    const problem = checkValue(field.fieldType, inner, isId, `${path}.${name}`);
    if (problem !== null) return problem;
  }
  for (const name of Object.keys(object)) {
    if (Object.hasOwn(validator.value, name)) continue;
    return `Object contains extra field \`${name}\` that is not in the validator.\n${describe(validator, value, path)}`;
  }
  return null;
}

function describe(validator: ValidatorJson, value: Json, path: string): string {
  return `${path === "" ? "" : `Path: ${path}\n`}Object: ${show(value)}\nValidator: ${showValidator(validator)}`;
}

function checkUnion(validator: Of<"union">, value: Json, isId: IdCheck, path: string): string | null {
  const problems = validator.value.map((member) => checkValue(member, value, isId, path));
  if (problems.includes(null)) return null;
  const objects = validator.value.filter((member) => member.type === "object");
  // With one object among the members, its own complaint says more than "no member fits".
  if (objects.length === 1 && isObject(value)) return checkValue(objects[0]!, value, isId, path);
  return mismatch(validator, value, path);
}
