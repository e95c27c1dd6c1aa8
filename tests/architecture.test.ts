/**
 * The walls of the house: who may import whom, how long things may be, and that a noun is the same everywhere. Each
 * rule is also tried on code that breaks it, so that it is known to see it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import schema from "../convex/schema.ts";
import * as english from "../src/texts/en/index.ts";
import { MAY_IMPORT, ORDERED } from "./architecture/rooms.ts";
import {
  circles,
  featureDoors,
  fetchingViews,
  fullFolders,
  homelessNouns,
  lostLiterals,
  stoppedClocks,
  strayImports,
  tooLong,
  unknownRooms,
  upwardImports,
} from "./architecture/rules.ts";
import { parse, root, sourcesBelow } from "./architecture/sources.ts";
import { earlyTexts, literalTexts, unshownTexts } from "./architecture/texts.ts";

const sources = ["src", "convex", "engine", "scripts", "tests", "bench"].flatMap(sourcesBelow).map(parse);
const steps = (count: number) => "  step();\n".repeat(count);

/**
 * Nouns that share a place with another: what is found by a search has entries; a digest is made from what there is, so it has
 * no table; the settings of mail are a page of the settings.
 */
const SHARED_PLACES = new Set(["search table", "digests table", "reports table", "mailSettings feature"]);

describe("walls", () => {
  test("every file is in a room that is listed", () => {
    expect(unknownRooms(sources)).toEqual([]);
    const planted = [
      parse({ path: "engine/cache/lru.ts", text: "" }),
      parse({ path: "src/helpers/x.ts", text: "" }),
      parse({ path: "convex/lib/x.ts", text: "" }),
    ];
    expect(unknownRooms(planted)).toHaveLength(3);
  });

  test("rooms import only downwards", () => {
    expect(sources.flatMap(strayImports)).toEqual([]);
    const planted = [
      parse({ path: "src/lib/time.ts", text: 'import { Button } from "@/ui/Button";' }),
      parse({ path: "engine/values/ids.ts", text: 'import type { Store } from "../storage/store.ts";' }),
      parse({ path: "convex/outside/mail/send.ts", text: 'import { list } from "../../messages";' }),
      parse({ path: "convex/model/text.ts", text: 'export { list } from "../messages";' }),
      parse({ path: "src/ui/Card.tsx", text: 'const task = import("@/features/tasks");' }),
    ];
    for (const source of planted) expect(strayImports(source)).toHaveLength(1);
  });

  test("features and rooms of the model import only those before them", () => {
    expect(sources.flatMap(upwardImports)).toEqual([]);
    const planted = [
      parse({ path: "src/features/users/x.ts", text: 'import { Board } from "@/features/tasks";' }),
      parse({ path: "src/features/polls/x.ts", text: "" }),
      parse({ path: "convex/model/chat/x.ts", text: 'import * as Emails from "../mail/emails";' }),
      parse({ path: "convex/model/access.ts", text: 'import * as Users from "./people/users";' }),
    ];
    for (const source of planted) expect(upwardImports(source)).toHaveLength(1);
  });

  test("features are entered by their index", () => {
    expect(sources.flatMap(featureDoors)).toEqual([]);
    const door = 'import { x } from "@/features/tasks/board/Column";';
    expect(featureDoors(parse({ path: "src/app/shell/Shell.tsx", text: door }))).toHaveLength(1);
  });

  test("no files import each other in a circle", () => {
    expect(circles(sources)).toEqual([]);
    const planted = [
      parse({ path: "src/lib/a.ts", text: 'import { b } from "./b";' }),
      parse({ path: "src/lib/b.ts", text: 'import type { C } from "./c";' }),
      parse({ path: "src/lib/c.ts", text: 'import { a } from "./a";' }),
    ];
    expect(circles(planted)).toEqual([["src/lib/a.ts", "src/lib/b.ts", "src/lib/c.ts"]]);
  });

  test("only data hooks and contexts fetch", () => {
    expect(sources.flatMap(fetchingViews)).toEqual([]);
    const text = "export function List() { return useQuery(api.messages.list); }";
    expect(fetchingViews(parse({ path: "src/features/messages/List.tsx", text }))).toHaveLength(1);
    expect(fetchingViews(parse({ path: "src/features/messages/useList.ts", text }))).toEqual([]);
  });

  test("views have no literals of bigints, which the React Compiler loses", () => {
    expect(sources.flatMap(lostLiterals)).toEqual([]);
    const planted = (path: string) => lostLiterals(parse({ path, text: "const at = last ?? 0n;" }));
    expect(planted("src/features/messages/useLast.ts")).toHaveLength(1);
    expect(planted("convex/shared/unread.ts")).toEqual([]);
  });

  test("tests that also run with real servers leave the clock alone", () => {
    expect(sources.flatMap(stoppedClocks)).toEqual([]);
    const planted = (path: string) => stoppedClocks(parse({ path, text: "vi.useFakeTimers();" }));
    expect(planted("convex/emails.test.ts")).toHaveLength(1);
    expect(planted("convex/model/deliveries.test.ts")).toEqual([]);
  });

  test("the engine knows no noun of the product", () => {
    const nouns = /\b(tandem|channel|kanban|task)s?\b/i;
    const named = sources
      .filter(({ path }) => path.startsWith("engine/"))
      .flatMap(({ path, text }) =>
        text
          .split("\n")
          .flatMap((line, i) =>
            nouns.test(line.replaceAll("message", "")) ? [`${path}:${i + 1} ${line.trim()}`] : [],
          ),
      );
    expect(named).toEqual([]);
  });
});

describe("texts", () => {
  const view = (text: string) => ({ path: "src/features/tasks/Card.tsx", text });

  test("no view has a text of its own", () => {
    expect(sources.flatMap(literalTexts)).toEqual([]);
    const planted = [
      "const Card = () => <p>done</p>;",
      "const Card = () => <p>{count} of them</p>;",
      'const Card = () => <p>{isOpen ? texts.tasks.open : "closed"}</p>;',
      'const Card = ({ name }) => <p>{name ?? "unknown"}</p>;',
      "const Card = () => <p>{`${count} done`}</p>;",
      'const Card = () => <button aria-label="close" />;',
      "const Card = () => <p title={`T-1 ${name}`} />;",
      'const Card = () => <Field placeholder={isEmpty ? "tag" : ""} />;',
      'const copy = () => toast.tell("copied");',
      "const move = () => announce(`moved ${title}`);",
      'const FORMATS = [{ label: "bold" }];',
      'const GROUPS = ["Today", "soon"];',
      'const stateOf = () => "no matches";',
      "const stateOf = () => `is now ${state}`;",
      'const Card = () => <Row note="Only admins" />;',
    ];
    for (const text of planted) expect([text, literalTexts(view(text)).length]).toEqual([text, 1]);
  });

  test("what machines read is no text", () => {
    const plain = [
      'import { Card } from "./Tasks of mine";',
      'const Card = () => <p className="relative flex Card is-open">{texts.tasks.open}</p>;',
      'const LINK = "font-medium text-accent-text hover:underline";',
      'const isEnter = (key: string) => key === "Enter" || key === "Not a key";',
      'const KEYS = ["Escape", "Mod+K", "ArrowUp"];',
      'function useIt() {\n  "use no memo";\n  throw new Error("It stands inside of nothing");\n}',
      "const Card = () => <p>{count} · {name}: {`${a} / ${b}`}</p>;",
      "const path = (id: string) => `/board?task=${id}`;",
    ];
    for (const text of plain) expect(literalTexts(view(text))).toEqual([]);
  });

  test("no module reads a text while it is loaded", () => {
    expect(sources.flatMap(earlyTexts)).toEqual([]);
    const planted = ["const NAME = texts.tasks.open;", "const ALL = [{ label: texts.tasks.open }];"];
    for (const text of planted) expect(earlyTexts(view(text))).toHaveLength(1);
    const late = ["const name = () => texts.tasks.open;", "const X = { get name() { return texts.a.b; } };"];
    for (const text of late) expect(earlyTexts(view(text))).toEqual([]);
  });

  test("every text is shown somewhere", () => {
    expect(unshownTexts(english, sources)).toEqual([]);
    const shown = view("const Card = () => texts.tasks\n  .open;");
    expect(unshownTexts({ tasks: { open: "", close: "" } }, [shown])).toEqual(["tasks.close"]);
  });
});

describe("sizes", () => {
  test("files and functions stay within their limits", () => {
    expect(sources.flatMap(tooLong)).toEqual([]);
    const planted: [path: string, text: string][] = [
      ["engine/lib/x.ts", `function long() {\n${steps(60)}}\n`],
      ["engine/lib/x.ts", `export function long(\n  a: number,\n  b: number,\n): void {\n${steps(120)}}\n`],
      ["engine/lib/x.ts", `const long = async (a: number) => {\n${steps(60)}};\n`],
      ["engine/lib/x.ts", `class X {\n  static async *#long(a: string) {\n${steps(60)}}\n}\n`],
      [
        "src/ui/Card.tsx",
        `export function Card({\n  a,\n  b,\n}: {\n  a: 1;\n  b: 2;\n}) {\n${steps(200)}}\n`,
      ],
      ["engine/lib/x.ts", "a;\n".repeat(501)],
    ];
    for (const [path, text] of planted) expect(tooLong(parse({ path, text }))).toHaveLength(1);
  });

  test("a folder has at most twenty files beside each other", () => {
    expect(fullFolders(sources)).toEqual([]);
    const many = Array.from({ length: 21 }, (_, i) => parse({ path: `engine/lib/file${i}.ts`, text: "" }));
    expect(fullFolders(many)).toEqual(["engine/lib has 21 files"]);
  });
});

describe("names", () => {
  test("a public noun names its table, its file, its rules and its feature", () => {
    const paths = sources.map(({ path }) => path);
    const tables = Object.keys(schema.tables);
    expect(homelessNouns(paths, tables, SHARED_PLACES)).toEqual([]);
    const planted = ["convex/pollVotes.ts"];
    expect(homelessNouns(planted, ["pollVotes"], new Set())).toEqual([
      "pollVotes has no model",
      "pollVotes has no feature",
    ]);
  });

  test("the table of rooms in AGENTS.md is this one", () => {
    const agents = readFileSync(join(root, "AGENTS.md"), "utf8");
    const rows = [...agents.matchAll(/^\| `([^`]+)` +\| .* \| +(.*?) *\|$/gm)];
    const table = rows.map(([, room, may]) => [
      room,
      [...may!.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    ]);
    expect(Object.fromEntries(table)).toEqual(MAY_IMPORT);
    for (const [folder, order] of Object.entries(ORDERED))
      expect(agents).toContain(`- \`${folder}\`: ${order.join(" → ")}`);
  });
});
