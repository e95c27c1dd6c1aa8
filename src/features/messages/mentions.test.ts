import { expect, test } from "vitest";
import { addMark, changeText, fromWire, mentionQuery, toWire, type Marked } from "./mentions";

const ana = { id: "u1", name: "Ana Ruiz" };
const otherAna = { id: "u2", name: "Ana Ruiz" };

/** Types, and picks people where the text ends. */
function write(...parts: (string | { id: string; name: string })[]): Marked {
  let marked: Marked = { text: "", marks: [] };
  for (const part of parts) {
    const at = marked.text.length;
    marked = changeText(marked, marked.text + (typeof part === "string" ? part : `@${part.name}`));
    if (typeof part !== "string") marked = addMark(marked, part, at);
  }
  return marked;
}

test.each([
  ["@", ""],
  ["hi @be", "be"],
  ["(@ana", "ana"],
  ["mail@ben", undefined],
  ["@ana ruiz", undefined],
])("what is being typed in %j is %j", (text, query) => expect(mentionQuery(text)).toBe(query));

test("of two people with one name, the one who was picked is mentioned", () => {
  expect(toWire(write("Hi ", otherAna, " and ", ana))).toBe("Hi <@u2> and <@u1>");
});

test("a name that nobody picked stays text, also beside one that was", () => {
  expect(toWire(write("@Ana Ruiz or ", ana, "?"))).toBe("@Ana Ruiz or <@u1>?");
});

test("text before and behind a mention may change; a change inside makes it plain text", () => {
  const marked = write("Hi ", ana, ", see you");
  expect(toWire(changeText(marked, "Oh hi @Ana Ruiz, see you"))).toBe("Oh hi <@u1>, see you");
  expect(toWire(changeText(marked, "Hi @Ana Ruiz, see you soon"))).toBe("Hi <@u1>, see you soon");
  expect(toWire(changeText(marked, "Hi @Ana Rui, see you"))).toBe("Hi @Ana Rui, see you");
});

test("names may hold what replacement patterns mean", () => {
  expect(toWire(write(ana, " ", { id: "u9", name: "$'$&" }))).toBe("<@u1> <@u9>");
});

test("mentions come back as they went, those of unknown people too", () => {
  const wire = "<@u1>, <@u2> and <@gone9>";
  const marked = fromWire(wire, (id) => (id === "gone9" ? undefined : "Ana Ruiz"));
  expect(marked.text).toBe("@Ana Ruiz, @Ana Ruiz and <@gone9>");
  expect(toWire(marked)).toBe(wire);
});
