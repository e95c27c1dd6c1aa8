/** Lines of a message that begin with an empty box: the first is to be a task, and those behind it are boxes of it. */
import type { Id } from "@convex/_generated/dataModel";
import type { ComponentType } from "react";
import { slashParts } from "../slash/isSlash";

const BOX = /^[ \t]*\[ ?\][ \t]+(?=\S)/mu;
/** What keeps a word of a title from being understood. */
const KEPT = /(?<!\S)\\(?=[\p{L}\p{N}@#!~<])/gu;

export type TypedTask = {
  /** The message, without the marks. */
  text: string;
  /** What the task is called, with all else that is said of it there. */
  line: string;
};

/** Where the first box begins, and what is behind it. Undefined for none, and for one that is inside of code. */
function boxIn(text: string): { from: number; at: number } | undefined {
  const found = BOX.exec(text);
  if (!found || text.slice(0, found.index).includes("```")) return undefined;
  return { from: found.index, at: found.index + found[0].length };
}

/** Undefined where no line begins with a box. */
export function taskIn(text: string): TypedTask | undefined {
  const box = boxIn(text);
  if (!box) return undefined;
  const [line = "", ...rest] = text.slice(box.at).split("\n");
  const others = rest.map((other) => other.replace(BOX, "- [ ] "));
  return { text: text.slice(0, box.from) + [line.replace(KEPT, ""), ...others].join("\n"), line };
}

/** What is typed of a task, and where it begins: a line with a box, or all behind "/task". */
export function typedLine(text: string): { line: string; at: number } | undefined {
  const box = boxIn(text);
  if (box) return { line: text.slice(box.at).split("\n", 1)[0] ?? "", at: box.at };
  const { word, rest } = slashParts(text);
  return word === "task" && rest !== "" ? { line: rest, at: text.trimEnd().length - rest.length } : undefined;
}

/** Whether all of a message is a task, or only what begins with a box, and when it was sent: "tomorrow" is the day after. */
export type TaskWanted = { isAll: boolean; at: number };

/** What a message is as a task: without a box it is called like its first line. */
export function asTask(text: string, isAll: boolean): TypedTask | undefined {
  const line = text.split("\n").find((one) => one.trim() !== "") ?? "";
  return taskIn(text) ?? (isAll ? { text, line: line.trim() } : undefined);
}

/** Shows what will be made of what is typed. */
export type TypedView = ComponentType<{
  line: string;
  people: readonly { id: string; name: string }[];
  channelId: Id<"channels">;
  onChange: (line: string) => void;
}>;
