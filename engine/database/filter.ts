/** Evaluates the expressions of `.filter(q => …)` as `convex/server` serialises them. Rules: SPEC.md DB. */
import { FunctionError } from "../values/errors.ts";
import { compareValues } from "../values/indexKey.ts";
import {
  fieldAt,
  floatOf,
  integerOf,
  integerToJson,
  isObject,
  kindOf,
  type Json,
  type JsonObject,
} from "../values/json.ts";

export type Expression = Json;
type Operand = Json | undefined;

const COMPARE: Record<string, (order: number) => boolean> = {
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
};

const FLOAT: Record<string, (a: number, b: number) => number> = {
  $add: (a, b) => a + b,
  $sub: (a, b) => a - b,
  $mul: (a, b) => a * b,
  $div: (a, b) => a / b,
  $mod: (a, b) => a % b,
};

const INTEGER: Record<string, (a: bigint, b: bigint) => bigint> = {
  $add: (a, b) => a + b,
  $sub: (a, b) => a - b,
  $mul: (a, b) => a * b,
  $div: (a, b) => a / b,
  $mod: (a, b) => a % b,
};

/** Whether the document passes the filter. @throws FunctionError on a malformed expression */
export function matches(expression: Expression, document: JsonObject): boolean {
  return evaluate(expression, document) === true;
}

function evaluate(expression: Expression, document: JsonObject): Operand {
  if (!isObject(expression)) throw malformed(expression);
  const [operator, argument] = Object.entries(expression)[0] ?? [];
  if (operator === undefined || argument === undefined) throw malformed(expression);
  if (operator === "$literal") return isObject(argument) && "$undefined" in argument ? undefined : argument;
  if (operator === "$field") return fieldAt(document, argument as string);
  if (operator === "$not") return evaluate(argument, document) !== true;
  if (operator === "$neg") return negated(evaluate(argument, document));
  if (!Array.isArray(argument)) throw malformed(expression);
  if (operator === "$and") return argument.every((part) => evaluate(part, document) === true);
  if (operator === "$or") return argument.some((part) => evaluate(part, document) === true);
  const [left, right] = argument.map((part) => evaluate(part, document));
  const comparison = COMPARE[operator];
  if (comparison !== undefined) return comparison(compareValues(left, right));
  return arithmetic(operator, left, right);
}

function arithmetic(operator: string, left: Operand, right: Operand): Json {
  const kinds = [left, right].map((side) => (side === undefined ? "undefined" : kindOf(side)));
  if (kinds.every((kind) => kind === "float64") && FLOAT[operator]) {
    return FLOAT[operator](floatOf(left!), floatOf(right!));
  }
  if (kinds.every((kind) => kind === "int64") && INTEGER[operator]) {
    return integerToJson(BigInt.asIntN(64, INTEGER[operator](integerOf(left!), integerOf(right!))));
  }
  throw new FunctionError(`Cannot apply ${operator.slice(1)} to ${kinds.join(" and ")} in a filter.`);
}

function negated(value: Operand): Json {
  if (value !== undefined && kindOf(value) === "float64") return -floatOf(value);
  if (value !== undefined && kindOf(value) === "int64")
    return integerToJson(BigInt.asIntN(64, -integerOf(value)));
  throw new FunctionError("Cannot negate a value that is not a number in a filter.");
}

function malformed(expression: Expression): FunctionError {
  return new FunctionError(`Malformed filter expression: ${JSON.stringify(expression)}`);
}
