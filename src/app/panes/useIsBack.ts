import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useQueries, type RequestForQueries } from "convex/react";
import { useMemo, useState } from "react";

/** Whether a task, or the message that a thread belongs to, can be read again after it could not. */
export function useIsBack(kind: "task" | "thread", id: string): boolean {
  const queries = useMemo(
    (): RequestForQueries => ({
      it:
        kind === "task"
          ? { query: api.tasks.get, args: { taskId: id as Id<"tasks"> } }
          : { query: api.messages.get, args: { messageId: id as Id<"messages"> } },
    }),
    [kind, id],
  );
  const { it } = useQueries(queries) as { it?: object | Error };
  const [wasAway, setWasAway] = useState(false);
  if (it instanceof Error && !wasAway) setWasAway(true);
  // What was there all the time is not what could not be read.
  return wasAway && it !== undefined && !(it instanceof Error);
}
