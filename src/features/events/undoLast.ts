import { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

/** Takes back what I did last to tasks and messages, and says what that was. @throws what the server refuses with */
export async function undoLast(client: ConvexReactClient): Promise<void> {
  toast.tell(texts.events.undone(await client.mutation(api.undo.last, {})));
}
