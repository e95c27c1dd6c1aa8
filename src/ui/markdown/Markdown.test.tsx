import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { Markdown, MentionContext, MentionMark, ReferenceContext, type Reference } from "./Markdown";

const draw = (text: string) => render(<Markdown text={text} />).container;

test.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "<svg/onload=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "[x](javascript:alert(1))",
  "[x](java&#10;script:alert(1))",
  "[x](\u0001javascript:alert(1))",
  "![x](data:text/html,<script>alert(1)</script>)",
  "<iframe srcdoc='<script>'></iframe>",
  "[x](vbscript:msgbox)",
  "<javascript:alert(1)>",
  "<style>*{display:none}</style>",
  '<math><mtext></table><img src=x onerror="alert(1)">',
])("nothing runs in %j", (text) => {
  const page = draw(text);
  expect(page.querySelector("script,img,svg,iframe,style,math,object,embed,form")).toBeNull();
  for (const element of page.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/);
      expect(value).not.toMatch(/^\s*(javascript|data|vbscript):/i);
    }
  }
});

test("what people write is drawn", () => {
  const page = draw("**b** _i_ ~~d~~ `c`\n\n> q\n\n- [x] done\n- open\n\n| a | b |\n|--|--:|\n| 1 | 2 |");
  for (const tag of ["strong", "em", "del", "code", "blockquote", "ul", "table"]) {
    expect(page.querySelector(tag)).not.toBeNull();
  }
  expect(page.querySelector("input")).toBeChecked();
});

test("a single line break stays one, HTML stays text, unlisted links stay text", () => {
  const page = draw("one\ntwo <b>x</b> [local](/etc)");
  expect(page.querySelector("br")).not.toBeNull();
  expect(page.textContent).toContain("<b>x</b>");
  expect(page.querySelector("a")).toBeNull();
});

test("links open elsewhere and tell nothing about us", () => {
  const link = draw("https://example.com").querySelector("a");
  expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  expect(link).toHaveAttribute("target", "_blank");
});

test("a link into this app stays in its tab", () => {
  render(
    <MemoryRouter>
      <Markdown text={`${location.origin}/c/abc?thread=1 and https://example.com/c/abc`} />
    </MemoryRouter>,
  );
  const [own, foreign] = screen.getAllByRole("link");
  expect(own).toHaveAttribute("href", "/c/abc?thread=1");
  expect(own).not.toHaveAttribute("target");
  expect(foreign).toHaveAttribute("target", "_blank");
});

test("a mention shows the name; one's own stands out", () => {
  const mentioned = (id: string) =>
    id === "u1" ? <MentionMark name="Ana" isMe /> : <MentionMark isMe={false} />;
  const { container } = render(
    <MentionContext value={mentioned}>
      <Markdown text="<@u1> and <@u2>" />
    </MentionContext>,
  );
  expect(container.textContent).toBe("@Ana and @unknown");
  expect(container.querySelector(".mention-me")).toHaveTextContent("@Ana");
});

test.each([
  ["Ask in #launch, or #größe_2", ["channel launch", "channel größe_2"]],
  ["See T-42. (T-7)", ["task 42", "task 7"]],
  ["**#launch**", ["channel launch"]],
  ["C#, a#b, T-42-x, XT-42, /#/x, and # alone", []],
  ["https://example.com/a#launch and `#launch T-1`", []],
  ["# Heading", []],
])("in %j what is named is %j", (text, named) => {
  const found: string[] = [];
  const draws = ({ kind, name, raw }: Reference) => {
    found.push(`${kind} ${name}`);
    return raw;
  };
  const { container } = render(
    <ReferenceContext value={draws}>
      <Markdown text={text} />
    </ReferenceContext>,
  );
  expect(found).toEqual(named);
  expect(container.textContent).toBe(text.replace(/[*`]|^# (?=H)/g, ""));
});

test.each([
  ["references", "#a ".repeat(20_000)],
  ["signs", "#".repeat(40_000)],
  ["quotes", ">".repeat(4_000)],
  ["spaced quotes", "> ".repeat(2_000)],
  ["bold", "**a ".repeat(500)],
  ["lists", Array.from({ length: 200 }, (_, i) => `${" ".repeat(i * 2)}- x`).join("\n")],
  ["brackets", "[".repeat(3_000)],
])("a bomb of %s is only text", (_, text) => {
  // Where the time grows with the square of the length, the test runs into its limit.
  expect(draw(text).textContent).not.toBe("");
});
