import { describe, expect, test } from "vitest";
import { seededRandom } from "../lib/world.ts";
import { encodeId, tableNumberOf } from "./ids.ts";
import { AFTER_ALL, compareValues, keyPart } from "./indexKey.ts";
import { integerToJson, type Json } from "./json.ts";
import { checkValue, type ValidatorJson } from "./validator.ts";

const float = (value: number): Json => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { $float: bytes.toString("base64") };
};
const bytes = (...values: number[]): Json => ({ $bytes: Buffer.from(values).toString("base64") });

/** One of each kind and edge, in Convex's order. */
const ORDERED: (Json | undefined)[] = [
  undefined,
  null,
  integerToJson(-(2n ** 63n)),
  integerToJson(-1n),
  integerToJson(0n),
  integerToJson(2n ** 63n - 1n),
  float(-Infinity),
  -1e300,
  -1.5,
  float(-0),
  0,
  5e-324,
  1,
  1e300,
  float(Infinity),
  float(NaN),
  false,
  true,
  "",
  "\0",
  "\0\0",
  "\u0001",
  "\u0002",
  "a",
  "a\0",
  "a\u0001",
  "ab",
  "b",
  "é",
  "\uffff",
  "😀",
  bytes(),
  bytes(0),
  bytes(0, 0),
  bytes(1),
  bytes(255),
  [],
  [null],
  [null, null],
  [1],
  ["a"],
  ["a", 1],
  ["ab"],
  {},
  { a: 1 },
  { a: 1, b: 0 },
  { a: 2 },
  { b: 0 },
];

describe("index keys", () => {
  test("[VA2] [VA3] every kind and edge sorts as Convex does", () => {
    for (const [i, a] of ORDERED.entries()) {
      for (const [j, b] of ORDERED.entries())
        expect(Math.sign(compareValues(a, b)), `${i} with ${j}`).toBe(Math.sign(i - j));
    }
  });

  test("[VA3] SQLite's order of the UTF-8 text is the same, and no key holds a NUL", () => {
    const keys = ORDERED.map(keyPart);
    const byBytes = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(byBytes).toEqual(keys);
    expect(keys.some((key) => key.includes("\0"))).toBe(false);
  });

  test("[VA4] no part is a proper prefix of another, so what follows cannot change the order", () => {
    const keys = ORDERED.map(keyPart);
    for (const a of keys) {
      expect(keys.filter((b) => b !== a && b.startsWith(a))).toEqual([]);
      expect(keys.filter((b) => !b.startsWith(a) && b > a && b < a + AFTER_ALL)).toEqual([]);
    }
  });
});

describe("ids", () => {
  const random = seededRandom(1);
  const internal = () => Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));

  test.each([1, 127, 128, 10_001, 16_384, 2 ** 31])("[VA5] an id of table %i names its table", (table) => {
    expect(tableNumberOf(encodeId(table, internal()))).toBe(table);
  });

  test("[VA5] an id with a changed, missing or added character is no id", () => {
    for (let round = 0; round < 200; round++) {
      const id = encodeId(10_001, internal());
      const at = Math.floor(random() * id.length);
      const other = id[at] === "0" ? "1" : "0";
      for (const wrong of [
        id.slice(0, at) + other + id.slice(at + 1),
        id.slice(1),
        `${id}0`,
        id.toUpperCase(),
      ]) {
        expect(tableNumberOf(wrong), `${id} → ${wrong}`).toBeNull();
      }
    }
  });

  test("[VA5] a character that ids do not have stands for none that they have", () => {
    const id = encodeId(10_001, new Uint8Array(16).fill(0xff));
    for (const other of ["!", "u", "Z", "\u00ff", "\u017a", "😀"])
      for (let at = 0; at < id.length; at++)
        expect(tableNumberOf(id.slice(0, at) + other + id.slice(at + 1)), `${other} at ${at}`).toBeNull();
  });
});

describe("validators", () => {
  const isId = (id: string, table: string) => id === `${table}-1`;
  const object: ValidatorJson = {
    type: "object",
    value: {
      name: { fieldType: { type: "string" }, optional: false },
      age: { fieldType: { type: "number" }, optional: true },
    },
  };
  const cases: [ValidatorJson, Json, string | null][] = [
    [{ type: "string" }, "x", null],
    [{ type: "string" }, 1, "Value does not match validator"],
    [{ type: "number" }, float(NaN), null],
    [{ type: "bigint" }, 1, "Value does not match validator"],
    [{ type: "bigint" }, integerToJson(1n), null],
    [{ type: "id", tableName: "users" }, "users-1", null],
    [{ type: "id", tableName: "users" }, "notes-1", "not an ID of table `users`"],
    [{ type: "literal", value: "a" }, "b", "Value does not match validator"],
    [{ type: "array", value: { type: "null" } }, [null, 1], "Path: [1]"],
    [object, { name: "x" }, null],
    [object, { age: 1 }, "missing the required field `name`"],
    [object, { name: "x", more: 1 }, "extra field `more`"],
    [object, { name: "x", age: "old" }, "Path: .age"],
    [{ type: "union", value: [{ type: "null" }, object] }, { name: 1 }, "Path: .name"],
    [
      {
        type: "record",
        keys: { type: "string" },
        values: { fieldType: { type: "number" }, optional: false },
      },
      { a: "x" },
      'Path: ["a"]',
    ],
    [{ type: "any" }, { deep: [1] }, null],
  ];

  test.each(cases)("[VA7] [VA8] %j with %j", (validator, value, problem) => {
    const found = checkValue(validator, value, isId);
    if (problem === null) expect(found).toBeNull();
    else expect(found).toContain(problem);
  });
});
