/** Turns a written line into what somebody says: people for roles, things for `{words}`. */
import type { Dialogue, Line } from "./dialogue.ts";
import { everybody, firstName, type Person } from "./people.ts";
import type { Random } from "./random.ts";
import { LISTS, ROWS } from "./words.ts";

const ROLES: Record<string, readonly Person[]> = {
  eng: ["ben", "omar", "priya"],
  des: ["zoe", "mia"],
  any: everybody,
};
const WORD = /(?<!\$)\{(?:T:([a-z]+)|n:(\d+)-(\d+)|([A-Za-z]+\d?)(?:\.(\d))?)\}/g;
const MENTION = /@([a-z]+\d?)\b/g;

export type Setting = {
  members: readonly Person[];
  taskLabels: Record<string, string>;
  /** How many working days after the first. */
  day: number;
};

/** One telling of a dialogue: the same role is the same person, the same word the same thing. */
export class Telling {
  readonly #random: Random;
  readonly #people = new Map<string, Person>();
  readonly #numbers: Record<string, string>;
  readonly #rows: Record<string, string>[][];
  readonly #words = new Map<string, string[]>();
  readonly #taskLabels: Record<string, string>;

  constructor(random: Random, dialogue: Dialogue, { members, taskLabels, day }: Setting) {
    this.#random = random;
    this.#taskLabels = taskLabels;
    this.#numbers = numbersOf(random, day);
    this.#rows = ROWS.map((rows) => random.shuffled(rows));
    const source = dialogue.lines.map(({ speaker, text }) => `${speaker} ${text}`).join(" ");
    for (const person of everybody)
      if (new RegExp(`\\b${person}\\b`, "i").test(source)) this.#people.set(person, person);
    for (const [role] of source.matchAll(/\b(?:eng|des|any)\d\b/g)) this.#cast(role, members);
  }

  #cast(role: string, members: readonly Person[]): void {
    if (this.#people.has(role)) return;
    const taken = new Set(this.#people.values());
    const able = ROLES[role.slice(0, 3)]!.filter((person) => members.includes(person));
    const free = able.filter((person) => !taken.has(person));
    this.#people.set(role, this.#random.pick(free.length > 0 ? free : able));
  }

  speaker({ speaker }: Line): Person {
    const person = this.#people.get(speaker);
    if (!person) throw new Error(`Nobody is called "${speaker}".`);
    return person;
  }

  /** Mentions come out as `<@person>`, for ids to be put in. */
  text({ text }: Line): string {
    return text
      .replace(WORD, (token, task?: string, from?: string, to?: string, word?: string, nth?: string) => {
        if (task) return this.#taskLabel(task);
        if (from && to)
          return this.#keep(token, () => String(this.#random.between(Number(from), Number(to))));
        return this.#word(word!, Number(nth ?? 1));
      })
      .replace(MENTION, (token, name: string) => {
        const person = this.#people.get(name);
        return person ? `<@${person}>` : token;
      });
  }

  #taskLabel(key: string): string {
    const label = this.#taskLabels[key];
    if (!label) throw new Error(`No task has the key "${key}".`);
    return label;
  }

  #word(name: string, nth: number): string {
    const person = this.#people.get(name);
    if (person) return firstName(person);
    const row = this.#rows.map((rows) => rows[nth - 1]?.[name]).find((value) => value !== undefined);
    if (row ?? this.#numbers[name]) return row ?? this.#numbers[name]!;
    const lower = name[0]!.toLowerCase() + name.slice(1);
    if (lower !== name) return capitalised(this.#word(lower, nth));
    const list = LISTS[name];
    if (!list) throw new Error(`No word for "{${name}}".`);
    const order = this.#words.get(name) ?? this.#random.shuffled(list);
    this.#words.set(name, order);
    return order[nth - 1]!;
  }

  #keep(token: string, make: () => string): string {
    const kept = this.#words.get(token) ?? [make()];
    this.#words.set(token, kept);
    return kept[0]!;
  }
}

/** Numbers that grow with time, as they do in real life. */
function numbersOf(random: Random, day: number): Record<string, string> {
  return {
    version: `5.${10 + Math.floor(day / 5)}.${day % 5}`,
    pr: `#${2_200 + day * 4 + random.between(0, 5)}`,
    ticket: `#${8_100 + day * 7 + random.between(0, 9)}`,
  };
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
