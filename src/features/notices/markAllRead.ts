import { api } from "@convex/_generated/api";
import type { ConvexReactClient } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";

type Moved = FunctionReturnType<typeof api.notices.markAllRead>;

const isSomething = ({ channels, threads, noticeIds }: Moved) =>
  channels.length + threads.length + noticeIds.length > 0;

/** Marks everything read, in as many steps as it takes, and lets that be taken back. */
export async function markAllRead(client: ConvexReactClient): Promise<void> {
  const steps: Moved[] = [];
  do steps.push(await client.mutation(api.notices.markAllRead, {}));
  while (steps.at(-1)?.isMore);
  const moved = steps.filter(isSomething);
  if (moved.length === 0) return toast.tell(texts.commands.nothingToRead);
  toast.undoHere(texts.commands.allRead, () => {
    for (const step of moved)
      void reportRefusal(client.mutation(api.notices.undoMarkAllRead, { moved: step }));
  });
}
