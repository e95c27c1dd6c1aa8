/** The map of operations is what keeps both sides of the thread to one word. The compiler is the test. */
import { expect, test } from "vitest";
import type { Handlers } from "./context.ts";
import type { AskOperation, OperationRequest } from "./map.ts";

const asked: unknown[] = [];
const ask: AskOperation = async (name, ...payload) => {
  asked.push([name, ...payload]);
  return await Promise.resolve(undefined as never);
};

test("an operation is asked for by a name of the map, with its own payload, and answers its own type", async () => {
  // @ts-expect-error: the name is misspelt
  await ask("modules.sourcs");
  // @ts-expect-error: the payload is another operation's
  await ask("storage.find", { component: "", id: "x" });
  // @ts-expect-error: the payload is missing
  await ask("storage.find");
  // @ts-expect-error: the operation takes nothing
  await ask("info", {});
  // @ts-expect-error: the answer is not a number
  const wrong: number = await ask("storage.url", { component: "", id: "x" });
  const right: string | null = await ask("storage.url", { component: "", id: "x" });
  expect([wrong, right]).toEqual([undefined, undefined]);
  expect(asked).toHaveLength(6);
});

test("what crosses to the database and who answers it are held to the map as well", () => {
  // @ts-expect-error: the payload is another operation's
  const crossed: OperationRequest = { name: "storage.find", payload: ["x"] };
  // @ts-expect-error: the handler reads a payload that the map does not give it
  const handlers: Handlers<"storage.find"> = { "storage.find": (_run, payload: number) => payload };
  expect([crossed.name, Object.keys(handlers)]).toEqual(["storage.find", ["storage.find"]]);
});
