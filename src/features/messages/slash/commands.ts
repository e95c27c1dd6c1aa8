/**
 * What can be typed behind a slash at the beginning of a message. Each is one entry of the table; what it does not find
 * answers with a sentence, and the text stays where it was typed.
 */
import type { Id } from "@convex/_generated/dataModel";
import { isEmoji, nameOfEmoji } from "@convex/shared/emoji";
import { mentionedIds } from "@convex/shared/mentions";
import { typedEnd } from "@/features/ringing";
import type { Texts } from "@/texts";
import { texts } from "@/texts";
import { typedTime } from "../later/times";

/** The means by which commands act, in the channel or the thread where they were typed. */
export type SlashTools = {
  /** Whether it is a conversation between given people, whose name and people are fixed. */
  isDirect: boolean;
  send: (text: string) => void;
  setTopic: (text: string) => Promise<unknown>;
  invite: (userId: Id<"users">) => Promise<unknown>;
  leave: () => Promise<unknown>;
  createTask: (title: string) => Promise<unknown>;
  /** Takes the task with this number. @returns a sentence where somebody else has it, or where there is none */
  claim: (number: number) => Promise<string | void>;
  search: (text: string) => void;
  /** Without a time it asks for one. */
  remind: (at: number | undefined) => Promise<unknown>;
  /** Puts a status beside my name; null takes it away. */
  setStatus: (status: { emoji: string; text: string } | null) => Promise<unknown>;
  /** Shows me as away, or as active again. */
  toggleAway: () => Promise<unknown>;
  /** Nothing of this place rings until then; null: it rings again. */
  mute: (until: number | null) => Promise<unknown>;
  /** The same of all. */
  pause: (until: number | null) => Promise<unknown>;
  help: () => void;
  now: () => number;
};

export type SlashName = keyof Texts["later"]["slash"];

export type SlashCommand = {
  name: SlashName;
  /** Not in conversations between given people. */
  inChannels?: true;
  /** @returns a sentence where it could not be done; rejected with the server's code */
  run: (tools: SlashTools, rest: string) => Promise<string | void> | string | void;
};

/** Typed behind "/status" or "/topic", it takes that away. */
const CLEAR = "clear";
const USUAL_EMOJI = "💬";
/** A word joiner keeps the backslash from escaping, and so being left out. */
const SHRUG = "¯\\\u2060_(ツ)_/¯";

/** An emoji and words, as they were typed; of words alone the usual emoji. */
function typedStatus(rest: string): { emoji: string; text: string } {
  const [first = ""] = rest.split(/\s/u);
  if (!isEmoji(first) && nameOfEmoji(first) === undefined) return { emoji: USUAL_EMOJI, text: rest };
  return { emoji: first, text: rest.slice(first.length).trim() };
}

export const SLASH_COMMANDS: readonly SlashCommand[] = [
  {
    name: "away",
    run: async ({ toggleAway }) => void (await toggleAway()),
  },
  {
    name: "claim",
    run: async ({ claim }, rest) => {
      const number = /^(?:T-)?(\d{1,9})$/iu.exec(rest)?.[1];
      return number === undefined ? texts.later.claimWhich : await claim(Number(number));
    },
  },
  {
    name: "dnd",
    run: async ({ pause, now }, rest) => {
      const until = typedEnd(rest, "hour", now());
      if (until === undefined) return texts.ringing.noSuchLength;
      await pause(until);
    },
  },
  {
    name: "help",
    run: ({ help }) => help(),
  },
  {
    name: "invite",
    inChannels: true,
    run: async ({ invite }, rest) => {
      const ids = mentionedIds(rest);
      for (const id of ids) await invite(id as Id<"users">);
      return ids.length === 0 ? texts.later.inviteWhom : undefined;
    },
  },
  {
    name: "leave",
    inChannels: true,
    run: async ({ leave }) => void (await leave()),
  },
  {
    name: "me",
    run: ({ send }, rest) => (rest === "" ? texts.later.saySomething : send(`_${rest}_`)),
  },
  {
    name: "mute",
    run: async ({ mute, now }, rest) => {
      const until = typedEnd(rest, "forGood", now());
      if (until === undefined) return texts.ringing.noSuchLength;
      await mute(until);
    },
  },
  {
    name: "remind",
    run: async ({ remind, now }, rest) => {
      const at = typedTime(rest, now());
      if (rest !== "" && at === undefined) return texts.later.noSuchTime;
      await remind(at);
    },
  },
  {
    name: "search",
    run: ({ search }, rest) => search(rest),
  },
  {
    name: "shrug",
    run: ({ send }, rest) => send(`${rest} ${SHRUG}`.trim()),
  },
  {
    name: "status",
    run: async ({ setStatus }, rest) => {
      if (rest === "") return texts.later.sayStatus;
      await setStatus(rest === CLEAR ? null : typedStatus(rest));
    },
  },
  {
    name: "task",
    run: async ({ createTask }, rest) => {
      if (rest === "") return texts.later.nameTheTask;
      await createTask(rest);
    },
  },
  {
    name: "topic",
    inChannels: true,
    run: async ({ setTopic }, rest) => {
      if (rest === "") return texts.later.sayTopic;
      await setTopic(rest === CLEAR ? "" : rest);
    },
  },
];

/** Those that can be used in a place, and begin with what was typed. */
export const slashFound = (typed: string, isDirect: boolean): SlashCommand[] =>
  SLASH_COMMANDS.filter(({ name, inChannels }) => name.startsWith(typed) && !(isDirect && inChannels));

export const aboutSlash = (name: SlashName): string => texts.later.slash[name];
