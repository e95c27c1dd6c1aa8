import { act, screen } from "@testing-library/react";
import { expect, test, vi, afterEach, beforeEach } from "vitest";
import { AWAY_AFTER_MS, LOOK_SHOWN_MS, TYPING_SHOWN_MS, WINDOW_BEAT_MS } from "@convex/shared/time";
import { ANA, BEN, show, ZOE } from "@/testing.client";
import { Onlookers } from "./Onlookers";
import { PresentAvatar } from "./PresentAvatar";
import { StatusMark } from "./StatusMark";
import { Typists } from "./Typists";
import { useBeats } from "./useBeats";
import { useTypingSigns, type Conversation } from "./useTypingSigns";

const START = Date.parse("2026-11-30T09:00:00Z");
const CHANNEL = "c1" as Conversation["channelId"];

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());
function pass(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

const typing = (...signs: [typeof BEN, number][]) => ({
  "presence:typists": signs.map(([person, at]) => ({ userId: person.id, at })),
});
const line = () => screen.getByRole("status", { name: "Typing" });

test("who is typing is named until they have given no sign for a while, and never I myself", () => {
  show(<Typists channelId={CHANNEL} />, { answers: typing([ANA, START], [BEN, START - 1_000]) });
  pass(0);
  expect(line()).toHaveTextContent("Ben Ito is typing…");
  pass(TYPING_SHOWN_MS - 2_000);
  expect(line()).toHaveTextContent("Ben Ito is typing…");
  pass(1_000);
  expect(line()).toHaveTextContent("");
});

test("a sign from long ago, or of a clock that runs ahead, names nobody for long", () => {
  show(<Typists channelId={CHANNEL} />, { answers: typing([BEN, START - 60_000], [ZOE, START + 3_600_000]) });
  pass(0);
  expect(line()).not.toHaveTextContent("Ben");
  pass(TYPING_SHOWN_MS);
  expect(line()).toHaveTextContent("");
});

function Writing() {
  const { type, stop } = useTypingSigns({ channelId: CHANNEL });
  return (
    <>
      <button onClick={type}>Type</button>
      <button onClick={stop}>Send</button>
    </>
  );
}
const press = async (name: string) => {
  screen.getByRole("button", { name }).click();
  await act(async () => await vi.advanceTimersByTimeAsync(0));
};

test("that I type is told now and then, and with the first letter after what was sent", async () => {
  const { calls } = show(<Writing />, { answers: { "presence:type": true } });
  for (let i = 0; i < 15; i++) {
    await press("Type");
    pass(1_000);
  }
  expect(calls).toHaveLength(2);
  await press("Send");
  expect(calls).toHaveLength(2);
  await press("Type");
  expect(calls).toHaveLength(3);
});

test("where the server tells nobody that I type, it is told no more", async () => {
  const { calls } = show(<Writing />, { answers: { "presence:type": false } });
  for (let i = 0; i < 11; i++) {
    await press("Type");
    pass(1_000);
    await press("Send");
  }
  expect(calls).toHaveLength(1);
});

test("two are named, and many are several", () => {
  const people = ["Cy", "Di", "Ed"].map((name) => ({ ...BEN, id: name as typeof BEN.id, name }));
  const { unmount } = show(<Typists channelId={CHANNEL} />, { answers: typing([BEN, START], [ZOE, START]) });
  pass(0);
  expect(line()).toHaveTextContent(/^Ben Ito and Zoe .* are typing…$/);
  unmount();
  const signs = [BEN, ...people].map((person): [typeof BEN, number] => [person, START]);
  show(<Typists channelId={CHANNEL} />, { answers: typing(...signs), people: [ANA, BEN, ...people] });
  pass(0);
  expect(line()).toHaveTextContent("Several people are typing…");
});

test("whoever has a card open is told to the others, again and again, and that they closed it", () => {
  const answers = { "presence:onlookers": [{ userId: BEN.id, at: START }] };
  const taskId = "t1" as never;
  const { calls, unmount } = show(<Onlookers taskId={taskId} />, { answers });
  pass(0);
  expect(screen.getByRole("status", { name: "Also looking" })).toHaveTextContent(
    "Ben Ito is looking at this too",
  );
  pass(LOOK_SHOWN_MS);
  expect(screen.getByRole("status", { name: "Also looking" })).not.toHaveTextContent("Ben");
  unmount();
  expect(calls.map(({ args }) => args)).toEqual([
    { taskId },
    { taskId },
    { taskId },
    { taskId, isOver: true },
  ]);
});

test("a status is its emoji, with its words for who asks, until its time", () => {
  const status = { emoji: "🌴", text: "On holiday", until: START + 120_000 };
  show(<StatusMark person={{ status }} />);
  expect(screen.getByText("On holiday")).toBeInTheDocument();
  pass(180_000);
  expect(screen.queryByText("On holiday")).toBeNull();
});

test("whether somebody is here is said in words besides the mark", () => {
  show(<PresentAvatar id={BEN.id} name={BEN.name} />, { answers: { "presence:of": { state: "away" } } });
  expect(screen.getByText("Away")).toBeInTheDocument();
});

function Beating() {
  useBeats();
  return null;
}

test("a window beats once a minute, and says at once that its person has left or come back", () => {
  const { calls, unmount } = show(<Beating />);
  const told = () => calls.map(({ args }) => (args as { isActive?: boolean }).isActive);
  expect(told()).toEqual([true]);
  pass(WINDOW_BEAT_MS);
  expect(told()).toEqual([true, true]);
  pass(AWAY_AFTER_MS);
  expect(told().at(-1)).toBe(false);
  const before = calls.length;
  window.dispatchEvent(new Event("keydown"));
  expect(told().slice(before)).toEqual([true]);
  unmount();
  expect(calls.at(-1)?.name).toBe("presence:leave");
});
