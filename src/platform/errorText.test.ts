import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { errorCode, errorText } from "./errorText";
import { refusals, reportRefusal } from "./reportRefusal";

const GENERAL = errorText("UNEXPECTED");

/** The identity API and what it stands on, as text. */
const SOURCES = import.meta.glob<string>(
  ["../../engine/http/identityApi.ts", "../../engine/identity/*.ts", "!**/*.test.ts"],
  { query: "?raw", import: "default", eager: true },
);
const REFUSAL = /(?:HttpError\(\s*4\d\d,\s*|refuse\(\s*)"([A-Z_]+)"/g;

const identityCodes = () =>
  Object.values(SOURCES).flatMap((text) => [...text.matchAll(REFUSAL)].map(([, code]) => code ?? ""));

test("every refusal of the identity API has words of its own", () => {
  const codes = identityCodes();
  expect(codes).toContain("WEAK_PASSWORD");
  expect(codes.filter((code) => errorText(code) === GENERAL)).toEqual([]);
});

test("an unknown code gets the general sentence, also one that every object has", () => {
  expect(errorText("SOMETHING_NEW")).toBe(GENERAL);
  expect(errorText("constructor")).toBe(GENERAL);
});

test("a wait is said in the unit that people count in", () => {
  expect(errorText("TOO_MANY_ATTEMPTS", 45)).toBe("Too many attempts. Try again in 45 seconds.");
  expect(errorText("TOO_MANY_ATTEMPTS", 780)).toBe("Too many attempts. Try again in 13 minutes.");
});

test("only the server's own errors have codes", () => {
  expect(errorCode(new ConvexError({ code: "NAME_TAKEN" }))).toBe("NAME_TAKEN");
  for (const data of [null, "NAME_TAKEN", {}, { code: "toString" }, { code: 1 }])
    expect(errorCode(new ConvexError(data))).toBe("UNEXPECTED");
  expect(errorCode(new Error("boom"))).toBe("UNEXPECTED");
});

test("of several that one is named which was in the way of all", async () => {
  const error = new ConvexError({ code: "UNDO_CHANGED", message: "", about: "T-2" });
  expect(await reportRefusal(Promise.reject(error))).toBe(false);
  expect(refusals.get()?.text).toBe("Nothing was done. T-2: It was changed since, so it stays as it is.");
});
