import { expect, test } from "vitest";
import { texts } from ".";

test("counted words are in the form of their number", () => {
  expect([0, 1, 2, 1_000].map(texts.messages.replies)).toEqual([
    "0 replies",
    "1 reply",
    "2 replies",
    "1,000 replies",
  ]);
  expect(texts.errors.tooManyAttempts(1)).toBe("Too many attempts. Try again in 1 second.");
  expect(texts.errors.tooManyAttempts(600)).toBe("Too many attempts. Try again in 10 minutes.");
});

test("names are joined as people say them", () => {
  expect(texts.users.names([])).toBe("");
  expect(texts.users.names(["Ana"])).toBe("Ana");
  expect(texts.users.names(["Ana", "Ben", "Zoe"])).toBe("Ana, Ben and Zoe");
  expect(texts.users.names(["A", "B", "C", "D", "E"])).toBe("A, B, C and 2 others");
});

test("namesakes are told apart by when they came", () => {
  expect(texts.users.namesake(true, true, "3 Dec")).toBe("you, admin, joined 3 Dec");
  expect(texts.users.namesake(false, false, "4 Dec")).toBe("joined 4 Dec");
});

test("what was not decided is a guess, and says what the rules would say", () => {
  const guess = { confidence: 0.62, perhaps: "Urgent", messages: 1 };
  const rules = { category: "Routine", confidence: 0.5 };
  expect(texts.categories.guess({ ...guess, rules })).toBe(
    "Perhaps urgent: 62 % sure, from 1 message. The rules say routine (50 %)",
  );
});

test("a sentence about people who will not see a message agrees with their number", () => {
  expect(texts.messages.outsiders(["Ben"], "launch", true)).toBe("Ben isn’t in #launch and may miss this.");
  expect(texts.messages.outsiders(["Ben", "Zoe"], undefined, false)).toBe(
    "Ben and Zoe aren’t in this conversation and won’t see this.",
  );
});

test("an age inside of a sentence is another one than beside it", () => {
  const { time, messages } = texts;
  expect([time.short({ unit: "now" }), time.ago({ unit: "now" })]).toEqual(["now", "just now"]);
  expect(time.ago({ unit: "day", day: "Wed" })).toBe("on Wed");
  expect(messages.lastReply({ unit: "hours", count: 3 })).toBe("Last reply 3 h ago");
});

test("a title inside of a sentence keeps its own direction", () => {
  const title = "לתקן את ה-login";
  expect(texts.events.created("task", title)).toBe(`created the task “\u2068${title}\u2069”`);
  expect(texts.events.renamed(title)).toContain(`\u2068${title}\u2069`);
});
