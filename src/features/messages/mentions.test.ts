import { expect, test } from "vitest";
import { fromWire, matchPeople, mentionedIn, mentionQuery, toWire } from "./mentions";

const ana = { id: "u1", name: "Ana" };
const anaRuiz = { id: "u2", name: "Ana Ruiz" };
const angel = { id: "u3", name: "Ángel" };

test.each([
  ["hi @an", "an"],
  ["@", ""],
  ["(@Ben", "Ben"],
  ["mail me a@b", undefined],
  ["done @ana and", undefined],
])("%j asks for %j", (text, query) => expect(mentionQuery(text)).toBe(query));

test("people are found by the start of their name first, without accents", () => {
  expect(matchPeople([{ id: "u9", name: "Juana" }, ana, angel], "an").map(({ id }) => id)).toEqual([
    "u1",
    "u3",
    "u9",
  ]);
});

test("the longest name wins, and text comes back as it was", () => {
  const text = "@Ana Ruiz and @Ana, see @nobody";
  const wire = toWire(text, [ana, anaRuiz]);
  expect(wire).toBe("<@u2> and <@u1>, see @nobody");
  expect(fromWire(wire, (id) => [ana, anaRuiz].find((person) => person.id === id)?.name)).toBe(text);
  expect(mentionedIn(wire, [ana, anaRuiz, angel])).toEqual([ana, anaRuiz]);
});
