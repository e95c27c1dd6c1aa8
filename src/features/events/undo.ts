import { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

/**
 * Takes back what I did last to tasks and messages, or a certain action, and says what that was, with the way to do it again.
 *
 * @throws what the server refuses with
 */
export async function undo(client: ConvexReactClient, commitTs?: bigint): Promise<void> {
  const asked =
    commitTs === undefined
      ? client.mutation(api.undo.last, {})
      : client.mutation(api.undo.action, { commitTs });
  toast.redo(texts.events.undone(await asked), () => void reportRefusal(redo(client)));
}

/**
 * Does again what I took back last, and says what that was, with the way to take it back.
 *
 * @throws what the server refuses with
 */
export async function redo(client: ConvexReactClient): Promise<void> {
  const done = await client.mutation(api.undo.redo, {});
  toast.undo(texts.events.redone(done), () => void reportRefusal(undo(client)));
}
