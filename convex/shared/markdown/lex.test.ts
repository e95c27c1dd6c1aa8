import type { Token } from "marked";
import { expect, test } from "vitest";
import { bareLink } from "./bareLink";
import { lex } from "./lex";

/** What a reader sees, without its looks. */
function textOf(tokens: readonly Token[] = []): string {
  return tokens
    .map((token) => {
      if (token.type === "br") return "\n";
      if (token.type === "list") return textOf((token as { items: Token[] }).items);
      return "tokens" in token && token.tokens ? textOf(token.tokens) : "text" in token ? token.text : "";
    })
    .join("");
}
const typesIn = (tokens: readonly Token[] = []): string[] =>
  tokens.flatMap((token) => [token.type, ...("tokens" in token ? typesIn(token.tokens) : [])]);

test.each([
  String.raw`\\server\share\_Docs`,
  String.raw`C:\Users\ana\*.txt`,
  String.raw`\\srv\_a\_b`,
  "5*3*2 = 30",
  "snake_case_name and __init__.py",
  "Regards\n--\nSam",
  "a \\ b",
  String.raw`\d+\.\w`,
])("%j is shown as it was typed", (text) => {
  expect(textOf(lex(text))).toBe(text.replaceAll("__init__", "init"));
  expect(typesIn(lex(text))).not.toContain("heading");
  expect(typesIn(lex(text))).not.toContain("em");
});

test.each([
  [String.raw`\*not\* *yes*`, "*not* yes"],
  [String.raw`\# no heading`, "# no heading"],
  [String.raw`1\. no list`, "1. no list"],
  [String.raw`\[a](b)`, "[a](b)"],
])("a backslash before markup makes it text: %j is %j", (text, shown) =>
  expect(textOf(lex(text))).toBe(shown),
);

test.each(["*a*", "**bold**s", "これは**太字**です", "a *b* c", "***x***"])("%j is emphasis", (text) => {
  expect(typesIn(lex(text)).some((type) => type === "em" || type === "strong")).toBe(true);
});

test.each([
  ["https://a.example/b。次", "https://a.example/b"],
  ["https://a.example/b」と", "https://a.example/b"],
  ["https://a.example/b”, she said", "https://a.example/b"],
  ["https://a.example/b’s", "https://a.example/b"],
  ["https://a.example/b…", "https://a.example/b"],
  ["https://a.example/w/Tandem_(bicycle)) and", "https://a.example/w/Tandem_(bicycle)"],
  ["https://a.example/b?c=d&e=f.", "https://a.example/b?c=d&e=f"],
  ["www.a.example!", "www.a.example"],
  ["ana.ruiz@a.example, please", "ana.ruiz@a.example"],
])("the address in %j is %j", (text, raw) => expect(bareLink(text)?.raw).toBe(raw));

test("an address keeps its underscores and stars", () => {
  const [paragraph] = lex("see https://a.example/snake_case*x_y now");
  expect(JSON.stringify(paragraph)).toContain('"href":"https://a.example/snake_case*x_y"');
});

const SIZE = 40_000;
const filled = (part: string) => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE);

test.each([
  ["nested lists", `${"* ".repeat(1000)}${"a\n".repeat(1000)}`],
  ["nested numbers", `${"1. ".repeat(8000)}x`],
  ["nested quotes", filled("> ")],
  ["quotes of lists", filled("> - ")],
  ["lists of spaces", `a${" ".repeat(39_000)}b`],
])("%s would take the lexer minutes, and are shown as they were typed", (_name, text) => {
  expect(lex(text)).toEqual([{ type: "text", raw: text, text }]);
});

test.each([
  ["stars", filled("*a")],
  ["mixed marks", filled("*a_b~")],
  ["half an address", filled("a.b-c_")],
  ["brackets", filled("[a](")],
  ["short lists", filled("- a\n")],
  [
    "steps",
    Array.from({ length: 280 }, (_, i) => `${"  ".repeat(i)}- a`)
      .join("\n")
      .slice(0, SIZE),
  ],
  ["backticks", filled("`a ")],
  ["backslashes", filled("\\*")],
  ["tables", `|a|b|\n|-|-|\n${filled("|x|y|\n")}`],
])("%s to the limit of a message are read", (_name, text) => {
  // Each takes 200 ms at most on an idle machine. What grew with the square of the length would run into the test's limit.
  expect(lex(text)).not.toHaveLength(0);
});
