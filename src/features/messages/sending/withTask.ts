import type { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { readTask } from "../slash/typedTask";
import { asTask, type TaskWanted } from "./asTask";

type Draft = FunctionArgs<typeof api.messages.create>;

/** A message with the task that it is. Names that were only typed are looked for, as soon as there is a server. */
export async function withTask(
  client: Pick<ConvexReactClient, "query">,
  draft: Draft,
  { isAll, at }: TaskWanted,
): Promise<Draft> {
  const typed = asTask(draft.text, isAll);
  if (!typed) return draft;
  const { text, line } = typed;
  const task = line === "" ? {} : await readTask(client, line, draft.channelId, new Date(at));
  return { ...draft, text, task };
}
