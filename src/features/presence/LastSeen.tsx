import type { Id } from "@convex/_generated/dataModel";
import { texts } from "@/texts";
import { age } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { useAvailability } from "./useAvailability";

/** When somebody who is offline was here last, if they let others know. */
export function LastSeen({ userId }: { userId: Id<"users"> }) {
  const lastSeenAt = useAvailability(userId)?.lastSeenAt;
  const now = useNow();
  if (lastSeenAt === undefined) return null;
  return (
    <span className="min-w-0 truncate text-small text-text-muted max-roomy:hidden">
      {texts.presence.lastSeen(texts.time.ago(age(lastSeenAt, now)))}
    </span>
  );
}
