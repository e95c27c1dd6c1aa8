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
  /** Null where a result is, and in an empty tree. */
  question: Question | null;
  byAnswer: Map<string, Branch<Result>>;
  result: Result | null;
};

export class AnswerTree<Result extends { readonly identityCalls: readonly IdentityCall[] }> {
  #root: Branch<Result> = newBranch();

  get isEmpty(): boolean {
    return this.#root.question === null && this.#root.result === null;
  }

  /** The result for who was asked the same and answers it the same. */
  get(calls: readonly IdentityCall[]): Result | null {
    return this.#pathOf(calls)?.at(-1)!.result ?? null;
  }

  /** The result for who answers as `ask` says. */
  async find(ask: (question: Question) => Promise<string>): Promise<Result | null> {
    let branch: Branch<Result> | undefined = this.#root;
    while (branch?.question) branch = branch.byAnswer.get(await ask(branch.question));
    return branch?.result ?? null;
  }

  set(result: Result): void {
    let branch = this.#root;
    for (const call of result.identityCalls) {
      if (branch.question === null || !isSame(branch.question, call))
        Object.assign(branch, newBranch(), { question: { path: call.path, args: call.args } });
      let next = branch.byAnswer.get(call.result);
      if (next === undefined) branch.byAnswer.set(call.result, (next = newBranch()));
      branch = next;
    }
    Object.assign(branch, newBranch(), { result });
  }

  /** Removes a result, and the questions that lead to none. */
  delete(result: Result): void {
    const path = this.#pathOf(result.identityCalls);
    if (path?.at(-1)!.result !== result) return;
    path.at(-1)!.result = null;
    for (const [i, { result: answer }] of [...result.identityCalls.entries()].toReversed()) {
      if (path[i + 1]!.byAnswer.size > 0) return;
      path[i]!.byAnswer.delete(answer);
      if (path[i]!.byAnswer.size === 0) path[i]!.question = null;
    }
  }

  /** The branches from the root to where the calls lead. */
  #pathOf(calls: readonly IdentityCall[]): Branch<Result>[] | null {
    const path = [this.#root];
    for (const call of calls) {
      const { question, byAnswer } = path.at(-1)!;
      const next = question !== null && isSame(question, call) ? byAnswer.get(call.result) : undefined;
      if (next === undefined) return null;
      path.push(next);
    }
    return path;
  }
}

function newBranch<Result>(): Branch<Result> {
  return { question: null, byAnswer: new Map(), result: null };
}

function isSame(a: Question, b: Question): boolean {
  return a.path === b.path && a.args === b.args;
}
