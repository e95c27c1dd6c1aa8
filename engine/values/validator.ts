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

/** What does not fit, and the steps to it from the value that was checked. Its sentence is made once it is needed. */
type Problem = { steps: string[]; sentence: (path: string) => string };

/** Null when `value` fits, else what does not and where. */
export function checkValue(validator: ValidatorJson, value: Json, isId: IdCheck): string | null {
  const problem = check(validator, value, isId);
  return problem === null ? null : problem.sentence(problem.steps.toReversed().join(""));
}

function check(validator: ValidatorJson, value: Json, isId: IdCheck): Problem | null {
  switch (validator.type) {
    case "any":
      return null;
    case "commitTs":
      return kindOf(value) === "int64" ? null : mismatch(validator, value);
    case "literal":
      return isSame(validator.value, value) ? null : mismatch(validator, value);
    case "id":
      return checkId(validator, value, isId);
    case "array":
      return checkArray(validator, value, isId);
    case "record":
      return checkRecord(validator, value, isId);
    case "object":
      return checkObject(validator, value, isId);
    case "union":
      return checkUnion(validator, value, isId);
    default:
      return kindOf(value) === KIND_OF_TYPE[validator.type] ? null : mismatch(validator, value);
  }
}

function isSame(literal: Json, value: Json): boolean {
  if (literal === value) return true;
  return isObject(literal) && kindOf(literal) === kindOf(value) && show(literal) === show(value);
}

type Of<T extends ValidatorJson["type"]> = Extract<ValidatorJson, { type: T }>;

function at(path: string): string {
  return path === "" ? "" : `Path: ${path}\n`;
}

function mismatch(validator: ValidatorJson, value: Json): Problem {
  return {
    steps: [],
    sentence: (path) =>
      `Value does not match validator.\n${at(path)}Value: ${show(value)}\nValidator: ${showValidator(validator)}`,
  };
}

/** The same problem, seen from one step further up. */
function under(step: string, problem: Problem | null): Problem | null {
  problem?.steps.push(step);
  return problem;
}

function checkId(validator: Of<"id">, value: Json, isId: IdCheck): Problem | null {
  if (typeof value !== "string") return mismatch(validator, value);
  if (isId(value, validator.tableName)) return null;
  return {
    steps: [],
    sentence: (path) =>
      `Value is not an ID of table \`${validator.tableName}\`.\n${at(path)}Value: ${show(value)}\nValidator: ${showValidator(validator)}`,
  };
}

function checkArray(validator: Of<"array">, value: Json, isId: IdCheck): Problem | null {
  if (!Array.isArray(value)) return mismatch(validator, value);
  for (let i = 0; i < value.length; i++) {
    const problem = check(validator.value, value[i]!, isId);
    if (problem !== null) return under(`[${i}]`, problem);
  }
  return null;
}

function checkRecord(validator: Of<"record">, value: Json, isId: IdCheck): Problem | null {
  if (kindOf(value) !== "object") return mismatch(validator, value);
  for (const [key, inner] of Object.entries(value as JsonObject)) {
    const problem =
      check(validator.keys, key, isId) ?? under(`["${key}"]`, check(validator.values.fieldType, inner, isId));
    if (problem !== null) return problem;
  }
  return null;
}

function checkObject(validator: Of<"object">, value: Json, isId: IdCheck): Problem | null {
  if (kindOf(value) !== "object") return mismatch(validator, value);
  const object = value as JsonObject;
  let found = 0;
  for (const name in validator.value) {
    const field = validator.value[name]!;
    const inner = Object.hasOwn(object, name) ? object[name] : undefined;
    if (inner === undefined) {
      if (field.optional) continue;
      const help = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
      return wrongFields(help, validator, value);
    }
    found++;
    const problem = check(field.fieldType, inner, isId);
    if (problem !== null) return under(`.${name}`, problem);
  }
  const names = Object.keys(object);
  if (names.length === found) return null;
  const extra = names.find((name) => !Object.hasOwn(validator.value, name));
  return wrongFields(
    `Object contains extra field \`${extra}\` that is not in the validator.`,
    validator,
    value,
  );
}

function wrongFields(what: string, validator: ValidatorJson, value: Json): Problem {
  return {
    steps: [],
    sentence: (path) => `${what}\n${at(path)}Object: ${show(value)}\nValidator: ${showValidator(validator)}`,
  };
}

function checkUnion(validator: Of<"union">, value: Json, isId: IdCheck): Problem | null {
  for (const member of validator.value) if (check(member, value, isId) === null) return null;
  const objects = validator.value.filter((member) => member.type === "object");
  // If exactly one member is an object, its own complaint says more than "no member fits".
  if (objects.length === 1 && isObject(value)) return check(objects[0]!, value, isId);
  return mismatch(validator, value);
}
