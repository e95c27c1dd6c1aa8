import { expect, test } from "vitest";
import { AnswerTree, type Question } from "./answerTree.ts";
import type { IdentityCall } from "./execution.ts";

type Result = { name: string; identityCalls: IdentityCall[] };

/** A result for who may enter and is of a group. */
function resultOf(name: string, group = name): Result {
  const enters = { path: "access:enter", args: "{}", result: "null" };
  return { name, identityCalls: [enters, { path: "access:group", args: "{}", result: group }] };
}

/** Answers as somebody of this group, and counts the questions. */
function somebody(group: string) {
  const asked: string[] = [];
  const ask = async ({ path }: Question): Promise<string> => {
    asked.push(path);
    return Promise.resolve(path === "access:enter" ? "null" : group);
  };
  return { asked, ask };
}

test("[QC13] a result is found by asking each question once, however many results there are", async () => {
  const tree = new AnswerTree<Result>();
  for (let i = 0; i < 1_000; i++) tree.set(resultOf(`c${i}`));
  const { asked, ask } = somebody("c999");
  expect((await tree.find(ask))?.name).toBe("c999");
  expect(asked).toEqual(["access:enter", "access:group"]);
  expect(tree.get(resultOf("c500").identityCalls)?.name).toBe("c500");
});

test("[QC13] who answers otherwise, or was asked something else, has no result here", async () => {
  const tree = new AnswerTree<Result>();
  expect(await tree.find(somebody("c1").ask)).toBeNull();
  tree.set(resultOf("c1"));
  expect(await tree.find(somebody("c2").ask)).toBeNull();
  expect(tree.get([])).toBeNull();
  expect(tree.get([{ path: "access:leave", args: "{}", result: "null" }])).toBeNull();
});

test("[QC13] a result nobody was asked for is everybody's", async () => {
  const tree = new AnswerTree<Result>();
  const everybodys = { name: "all", identityCalls: [] };
  tree.set(everybodys);
  expect(await tree.find(somebody("c1").ask)).toBe(everybodys);
  expect(tree.get([])).toBe(everybodys);
});

test("[QC13] what is deleted leaves no question behind, and a newer result stays", () => {
  const tree = new AnswerTree<Result>();
  const [old, newer, other] = [resultOf("old", "c1"), resultOf("newer", "c1"), resultOf("other", "c2")];
  for (const result of [old, other, newer]) tree.set(result);
  tree.delete(old);
  expect(tree.get(newer.identityCalls)).toBe(newer);
  tree.delete(newer);
  expect(tree.get(newer.identityCalls)).toBeNull();
  expect(tree.get(other.identityCalls)).toBe(other);
  tree.delete(other);
  expect(tree.isEmpty).toBe(true);
});
