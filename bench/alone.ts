/** B5, B15 and the rules: what needs no server. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runnerImport } from "vite";
import type { MessageFloor } from "./functions/answered.ts";
import { measuredBy } from "./backend.ts";
import { atMost, type Bench, type Benchmark, type Row } from "./bench.ts";
import type { FunctionCosts } from "./functions/functions.ts";
import { measurePages } from "./pages.ts";
import { median, round } from "./stats.ts";
import type * as RuleAccuracy from "../tests/support/ruleAccuracy.ts";

function pages({ isFull }: Bench): Row[] {
  const depths = isFull ? [1_000, 10_000, 100_000, 1_000_000] : [1_000, 10_000, 100_000];
  const measured = measurePages(depths);
  const growth = round(measured.at(-1)!.engineUs / measured[0]!.engineUs);
  return [
    ...measured.map(({ depth, engineUs, sqliteUs }): Row => {
      const ratio = round(engineUs / sqliteUs);
      return {
        id: "B5",
        what: `page of 50 among ${depth}`,
        tandem: `${engineUs} µs`,
        floor: `SQLite ${sqliteUs} µs`,
        ratio,
        ...atMost(ratio, 4),
      };
    }),
    {
      id: "B5",
      what: `growth from 1000 to ${depths.at(-1)}`,
      tandem: "",
      ratio: growth,
      ...atMost(growth, 1.25),
    },
  ];
}

/** What the engine in memory adds to a function that `convex/server` runs. */
function functions(): Row[] {
  const costsOf = (side: "engine" | "alone") => {
    const script = join(import.meta.dirname, "functions/functions.ts");
    const { stdout } = spawnSync(process.execPath, [...process.execArgv, script, side], { encoding: "utf8" });
    return JSON.parse(stdout) as FunctionCosts;
  };
  const pairs = Array.from({ length: 3 }, () => ({ alone: costsOf("alone"), engine: costsOf("engine") }));
  const kinds = {
    emptyQueryUs: "an empty query",
    insertUs: "a mutation of one row",
    pageUs: "a query of 50 rows",
  };
  return (Object.entries(kinds) as [keyof FunctionCosts, string][]).map(([kind, what]): Row => {
    const ratio = round(median(pairs.map(({ alone, engine }) => engine[kind] / alone[kind])));
    const show = (side: "engine" | "alone") =>
      `${round(median(pairs.map((pair) => pair[side][kind])), 1)} µs`;
    return {
      id: "B15",
      what: `${what}, one after another, in memory`,
      tandem: show("engine"),
      floor: `convex/server alone ${show("alone")}`,
      ratio,
      ...atMost(ratio, 2),
    };
  });
}

/** What of B1 and B3 is the functions' own. */
async function message(): Promise<Row[]> {
  const { engine, alone } = await measuredBy<MessageFloor>("functions/answered.ts");
  return (["warmMs", "coldMs"] as const).map((pace) => ({
    id: "B15",
    what: `a message is posted and asked for again, ${pace === "coldMs" ? "20 a second" : "one after another"}, in memory`,
    tandem: `${engine[pace]} ms`,
    floor: `convex/server alone, every answer known ${alone[pace]} ms`,
    ratio: round(engine[pace] / alone[pace]),
  }));
}

/** What the built-in rules make of titles they were not tuned on. */
async function categories(): Promise<Row[]> {
  // The rules are bundler's TypeScript, without endings on their imports.
  const script = join(import.meta.dirname, "../tests/support/ruleAccuracy.ts");
  const { accuracyOn, unseenTitles } = (await runnerImport<typeof RuleAccuracy>(script)).module;
  const { count, right, urgentFound, confidence } = accuracyOn(unseenTitles);
  const share = (part: number) => `${Math.round(part * 100)} %`;
  return [
    {
      id: "AI",
      what: `categories by the rules, ${count} unseen titles`,
      tandem: `${share(right)} right, ${share(urgentFound)} of the urgent found`,
      floor: `say of themselves ${share(confidence)}`,
    },
  ];
}

export const ALONE: Benchmark[] = [
  { id: "B5", run: pages },
  { id: "B15", run: async () => [...functions(), ...(await message())] },
  { id: "AI", run: categories },
];
