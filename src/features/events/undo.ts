import { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

/**
 * Takes back what I did last to tasks and messages, or a certain action, and says what that was.
 *
 * @throws what the server refuses with
 */
export async function undo(client: ConvexReactClient, commitTs?: bigint): Promise<void> {
  const asked =
    commitTs === undefined
      ? client.mutation(api.undo.last, {})
      : client.mutation(api.undo.action, { commitTs });
  toast.tell(texts.events.undone(await asked));
}
