/**
 * How often the built-in rules sort a task as a person did: 300 titles that `taskTitles.tsv` labels by hand.
 *
 * Shapes  Lines of category, tab, title. Those of odd number (from 1) were at hand when the rules' words were
 *         chosen, those of even number never: only the latter say how the rules do with titles they do not know.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../convex/model/categories/rules.ts";
import { TASK_CATEGORIES, type TaskCategory } from "../../convex/shared/tasks.ts";

export type Labelled = { title: string; category: TaskCategory };
export type Accuracy = {
  count: number;
  /** Shares, 0 to 1. */
  right: number;
  /** How many of the urgent ones were found. */
  urgentFound: number;
  /** What the rules said of themselves, on average; the same as `right` if they judge themselves well. */
  confidence: number;
};

export const labelledTitles: Labelled[] = readFileSync(join(import.meta.dirname, "taskTitles.tsv"), "utf8")
  .trim()
  .split("\n")
  .map((line) => {
    const [category, title] = line.split("\t") as [TaskCategory, string];
    return { category, title };
  });

export const unseenTitles = labelledTitles.filter((_, i) => i % 2 === 1);

export function accuracyOn(titles: readonly Labelled[]): Accuracy {
  const judged = titles.map(({ title, category }) => ({ category, ...judgedAlone(title) }));
  const isRight = ({ category, said }: (typeof judged)[number]) => said === category;
  const urgent = judged.filter(({ category }) => category === TASK_CATEGORIES[0]);
  return {
    count: titles.length,
    right: judged.filter(isRight).length / judged.length,
    urgentFound: urgent.filter(isRight).length / urgent.length,
    confidence: judged.reduce((sum, { confidence }) => sum + confidence, 0) / judged.length,
  };
}

/** A title and nothing else: no date, no conversation, nothing learned. */
function judgedAlone(title: string): { said: TaskCategory; confidence: number } {
  const alone = { title, description: "", dueInDays: undefined, conversation: [], isFromAdmin: false };
  const { category, confidence } = judge(alone, []);
  return { said: category, confidence };
}
