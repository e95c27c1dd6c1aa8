/**
 * The results of one query, found by what its nested queries about the caller answer, whose number does not matter.
 *
 *   mayRead? ── yes ──▶ groups? ─┬─ ["all"] ─────────▶ result for many
 *                                └─ ["all", "few"] ──▶ result for few
 *
 * Rules  SPEC.md QC. What a function asks next follows from its arguments, the data and the answers so far. Results that
 *        hold at the same time were made from the same data, so each place of the tree asks one question.
 */
import type { IdentityCall } from "./execution.ts";

export type Question = Pick<IdentityCall, "path" | "args">;

type Branch<Result> = {
  /** Null where a result is, and in an empty tree: what does not depend on the caller asks nothing. */
  asked: { question: Question; byAnswer: Map<string, Branch<Result>> } | null;
  result: Result | null;
};

export class AnswerTree<Result extends { readonly identityCalls: readonly IdentityCall[] }> {
  readonly #root: Branch<Result> = { asked: null, result: null };

  get isEmpty(): boolean {
    return this.#root.asked === null && this.#root.result === null;
  }

  /** The result for who was asked the same and answers it the same. */
  get(calls: readonly IdentityCall[]): Result | null {
    return this.#pathOf(calls)?.at(-1)!.result ?? null;
  }

  /** The result for who answers as `ask` says. */
  async find(ask: (question: Question) => Promise<string>): Promise<Result | null> {
    let branch: Branch<Result> | undefined = this.#root;
    while (branch?.asked) {
      const { question, byAnswer }: NonNullable<Branch<Result>["asked"]> = branch.asked;
      branch = byAnswer.get(await ask(question));
    }
    return branch?.result ?? null;
  }

  set(result: Result): void {
    let branch = this.#root;
    for (const { path, args, result: answer } of result.identityCalls) {
      if (branch.asked === null || !isSame(branch.asked.question, { path, args })) {
        branch.asked = { question: { path, args }, byAnswer: new Map() };
        branch.result = null;
      }
      let next = branch.asked.byAnswer.get(answer);
      if (next === undefined) branch.asked.byAnswer.set(answer, (next = { asked: null, result: null }));
      branch = next;
    }
    branch.asked = null;
    branch.result = result;
  }

  /** Removes a result, and the questions that lead to none. */
  delete(result: Result): void {
    const path = this.#pathOf(result.identityCalls);
    if (path?.at(-1)!.result !== result) return;
    path.at(-1)!.result = null;
    for (const [i, { result: answer }] of [...result.identityCalls.entries()].toReversed()) {
      if (path[i + 1]!.asked !== null) return;
      const { byAnswer } = path[i]!.asked!;
      byAnswer.delete(answer);
      if (byAnswer.size > 0) return;
      path[i]!.asked = null;
    }
  }

  /** The branches from the root to where the calls lead. */
  #pathOf(calls: readonly IdentityCall[]): Branch<Result>[] | null {
    const path = [this.#root];
    for (const call of calls) {
      const { asked } = path.at(-1)!;
      const next = asked && isSame(asked.question, call) ? asked.byAnswer.get(call.result) : undefined;
      if (next === undefined) return null;
      path.push(next);
    }
    return path;
  }
}

function isSame(a: Question, b: Question): boolean {
  return a.path === b.path && a.args === b.args;
}
