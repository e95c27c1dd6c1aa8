/** Lines of a message that begin with an empty box: the first is to be a task, and those behind it are boxes of it. */
import type { Id } from "@convex/_generated/dataModel";
import type { ComponentType } from "react";

const BOX = /^[ \t]*\[ ?\][ \t]+(?=\S)/mu;
/** What keeps a word of a title from being understood. */
const KEPT = /(?<!\S)\\(?=[\p{L}\p{N}@#!~<])/gu;

export type TypedTask = {
  /** The message, without the marks. */
  text: string;
  /** What the task is called, with all else that is said of it there. */
  line: string;
};

/** Undefined where no line begins with a box, or one that is inside of code. */
export function taskIn(text: string): TypedTask | undefined {
  const found = BOX.exec(text);
  const before = text.slice(0, found?.index);
  if (!found || before.includes("```")) return undefined;
  const [line = "", ...rest] = text.slice(before.length + found[0].length).split("\n");
  const others = rest.map((other) => other.replace(BOX, "- [ ] "));
  return { text: before + [line.replace(KEPT, ""), ...others].join("\n"), line };
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
