/** Who says what and when: everything the demo workspace contains, before anything is sent. */
import { workDays, type WorkDay } from "./calendar.ts";
import { Telling } from "./cast.ts";
import { readDialogues, type Dialogue, type Line } from "./dialogue.ts";
import { CHANNELS, DIRECTS, type Person } from "./people.ts";
import type { Random } from "./random.ts";
import { TASK_LABELS } from "./tasks.ts";

export type PlannedMessage = {
  channel: string;
  author: Person;
  /** Mentions are written `<@person>`. */
  text: string;
  sentAt: number;
  replyTo: PlannedMessage | null;
  reactions: { emoji: string; by: Person[] }[];
};

type Place = { name: string; members: readonly Person[] };

export const PERIOD_DAYS = 60;
const SECOND_MS = 1_000;

/** `total` messages, oldest first, the newest a moment before `now`. */
export function planMessages(random: Random, total: number, now: number): PlannedMessage[] {
  const days = workDays(now, PERIOD_DAYS);
  const directs = Object.entries(DIRECTS).map(([name, members]) => ({ name, members, share: 0 }));
  const places = [...CHANNELS, ...directs].map((place) => ({
    place,
    stories: storiesOf(random, place.name, days),
  }));
  const told = places.reduce((sum, { stories }) => sum + stories.flat().reduce(countLines, 0), 0);
  if (told > total) throw new Error(`The stories alone are ${told} messages.`);

  let left = total - told;
  let shares = 1;
  const messages = places.flatMap(({ place, stories }) => {
    const count = place.share === 0 ? 0 : Math.round((left * place.share) / shares);
    left -= count;
    shares -= place.share;
    spread(smallTalk(random, place.name, count), stories);
    return stories.flatMap((dialogues, index) => tellDay(random, place, dialogues, days[index]!, index));
  });
  return messages.toSorted((a, b) => a.sentAt - b.sentAt);
}

const countLines = (sum: number, { lines }: Dialogue) => sum + lines.length;

/** What is told on each day, in the order of the text; engineering begins each with its stand-up. */
function storiesOf(random: Random, channel: string, days: WorkDay[]): Dialogue[][] {
  const once = readDialogues(channel).filter(({ kind }) => kind === "day");
  return days.map((day, index) => [
    ...(channel === "engineering" ? [standUp(random, day)] : []),
    ...once.filter((dialogue) => dialogue.day === days.length - 1 - index),
  ]);
}

function standUp(random: Random, day: WorkDay): Dialogue {
  const weekday = new Date(day.from).toLocaleDateString("en", { weekday: "long" });
  const replies = random.sample(["ben", "omar", "priya", "zoe"], random.between(3, 4));
  const line = (speaker: string, text: string, isReply: boolean): Line => ({
    speaker,
    text,
    isReply,
    reactions: [],
  });
  const lines = [
    line(random.pick(["priya", "ben"]), `Stand-up for ${weekday} 🧵`, false),
    ...replies.map((speaker, index) => {
      const nth = index === 0 ? "" : `.${index + 1}`;
      return line(speaker, `Did: {did${nth}}. Next: {doing${nth}}. {blocked${nth}}`, true);
    }),
  ];
  return { kind: "day", day: 0, lines };
}

/** Exactly `count` messages of small talk. The deck is dealt to its end before anything is told again. */
function smallTalk(random: Random, channel: string, count: number): Dialogue[] {
  const all = readDialogues(channel);
  const fills = all.filter(({ kind }) => kind === "fill");
  const singles = all.filter(({ kind }) => kind === "line");
  const dealt: Dialogue[] = [];
  let deck: Dialogue[] = [];
  for (let left = count; left > 0;) {
    if (deck.length === 0) deck = random.shuffled([...fills, ...singles]);
    const next = deck.pop()!;
    const fitting = next.lines.length <= left ? next : random.pick(singles);
    dealt.push(fitting);
    left -= fitting.lines.length;
  }
  return dealt;
}

/** Deals small talk evenly over all days but the last, which belongs to its stories. */
function spread(dialogues: Dialogue[], days: Dialogue[][]): void {
  for (const [index, dialogue] of dialogues.entries()) {
    days[Math.floor((index / dialogues.length) * (days.length - 1))]!.push(dialogue);
  }
}

/** One dialogue after another, each in its part of the day. */
function tellDay(random: Random, place: Place, dialogues: Dialogue[], day: WorkDay, dayIndex: number) {
  const partMs = (day.to - day.from) / dialogues.length;
  return dialogues.flatMap((dialogue, index) => {
    const from = day.from + partMs * (index + random.next() * (index === 0 ? 0.1 : 0.35));
    const telling = new Telling(random, dialogue, {
      members: place.members,
      taskLabels: TASK_LABELS,
      day: dayIndex,
    });
    return tell(random, place, { dialogue, telling, from, to: day.from + partMs * (index + 1) });
  });
}

type Scene = { dialogue: Dialogue; telling: Telling; from: number; to: number };

function tell(random: Random, place: Place, { dialogue, telling, from, to }: Scene): PlannedMessage[] {
  const pauses = dialogue.lines.map(() => random.between(15, 240) * SECOND_MS);
  const wanted = pauses.reduce((sum, pause) => sum + pause, 0);
  const pace = Math.min(1, ((to - from) * 0.95) / wanted);
  const messages: PlannedMessage[] = [];
  let sentAt = from;
  let root: PlannedMessage | null = null;
  for (const [index, line] of dialogue.lines.entries()) {
    sentAt += pauses[index]! * pace;
    const author = telling.speaker(line);
    if (!place.members.includes(author)) throw new Error(`${author} is not in ${place.name}: "${line.text}"`);
    const message: PlannedMessage = {
      channel: place.name,
      author,
      text: telling.text(line),
      sentAt: Math.round(sentAt),
      replyTo: line.isReply ? root : null,
      reactions: reactionsTo(
        random,
        line,
        place.members.filter((person) => person !== author),
      ),
    };
    if (!line.isReply) root = message;
    messages.push(message);
  }
  return messages;
}

function reactionsTo(random: Random, line: Line, others: Person[]) {
  return line.reactions.map(({ emoji, count }) => ({ emoji, by: random.sample(others, count) }));
}
