import { expect, test } from "vitest";
import { integerToJson } from "./json.ts";
import { fromUniform, toUniform } from "./uniform.ts";

const FLOAT_OF = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return { $float: bytes.toString("base64") };
};

test.each([
  [5, "5.0"],
  [-20.5, "-20.5"],
  [1e21, "1e+21"],
  [5e-324, "5e-324"],
  [integerToJson(5n), "5"],
  [integerToJson(-(2n ** 63n)), "-9223372036854775808"],
  [integerToJson(9_007_199_254_740_993n), "9007199254740993"],
  [FLOAT_OF(NaN), '{"$float":"AAAAAAAA+H8="}'],
  [FLOAT_OF(-0), '{"$float":"AAAAAAAAAIA="}'],
  [{ $bytes: "AP8H" }, '{"$bytes":"AP8H"}'],
  ["5", '"5"'],
  [[1, { n: null, s: "1.5" }, true], '[1.0,{"n":null,"s":"1.5"},true]'],
])("[SN4] %j is %s in a snapshot, and comes back the same", (value, text) => {
  expect(toUniform(JSON.stringify(value))).toBe(text);
  expect(fromUniform(text)).toEqual(value);
});

test.each(["9223372036854775808", "-9223372036854775809"])("[SN4] %s is no int64", (text) => {
  expect(() => fromUniform(text)).toThrow("does not fit an int64");
});
