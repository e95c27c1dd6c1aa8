import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQueries, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useMemo } from "react";
import type { SavedMessage } from "../message";

type Listed = FunctionReturnType<typeof api.reminders.list>[number];

export type Thing = { messageId: Id<"messages"> } | { taskId: Id<"tasks"> };

/** One that waits, or one that was told and not opened. */
export type Reminder = { key: string; thing: Thing } & (
  | { state: "waiting"; id: Listed["_id"]; at: number }
  | { state: "due"; at: number }
);

const thingOf = ({ messageId, taskId }: { messageId?: Id<"messages">; taskId?: Id<"tasks"> }): Thing[] =>
  messageId ? [{ messageId }] : taskId ? [{ taskId }] : [];

/** What I was reminded of and have not opened, then what I will be reminded of, the next first. */
export function useReminders(): readonly Reminder[] | undefined {
  const listed = useQuery(api.reminders.list);
  const notices = useQuery(api.notices.unseen);
  if (!listed || !notices) return undefined;
  const due = notices
    .filter(({ kind }) => kind === "reminder")
    .flatMap((notice) =>
      thingOf(notice).map((thing): Reminder => {
        return { key: notice._id, thing, state: "due", at: notice.postedAt };
      }),
    );
  const waiting = listed.flatMap((row) =>
    thingOf(row).map((thing): Reminder => {
      return { key: row._id, thing, state: "waiting", id: row._id, at: row.at };
    }),
  );
  return [...due, ...waiting];
}

export function useReminderActions() {
  const create = useMutation(api.reminders.create);
  const update = useMutation(api.reminders.update);
  const remove = useMutation(api.reminders.remove);
  const see = useMutation(api.notices.markSeen);
  return {
    create: (thing: Thing, at: number) =>
      create("taskId" in thing ? { taskId: thing.taskId, at } : { messageId: thing.messageId, at }),
    change: (id: Listed["_id"], at: number) => update({ id, at }),
    remove: (id: Listed["_id"]) => remove({ id }),
    see: (thing: Thing) => see(thing),
  };
}

export type Reminded =
  | { kind: "message"; message: SavedMessage }
  | { kind: "task"; task: FunctionReturnType<typeof api.tasks.get> }
  | { kind: "gone" };

/** What a reminder is of; undefined while it is on its way, and gone for who may not read it any more. */
export function useReminded(thing: Thing): Reminded | undefined {
  const [messageId, taskId] = "taskId" in thing ? [undefined, thing.taskId] : [thing.messageId, undefined];
  // What goes into the hook must be the same object while nothing is different.
  const queries = useMemo(
    () => ({
      ...(messageId && { message: { query: api.messages.get, args: { messageId } } }),
      ...(taskId && { task: { query: api.tasks.get, args: { taskId } } }),
    }),
    [messageId, taskId],
  );
  const answers: Record<string, unknown> = useQueries(queries);
  const [message, task] = [answers["message"], answers["task"]];
  if (message instanceof Error || task instanceof Error) return { kind: "gone" };
  if (message) {
    const found = message as SavedMessage;
    return found.deletedAt === undefined ? { kind: "message", message: found } : { kind: "gone" };
  }
  return task ? { kind: "task", task: task as FunctionReturnType<typeof api.tasks.get> } : undefined;
}
