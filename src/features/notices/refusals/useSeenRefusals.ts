import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation, useQuery } from "convex/react";
import { useEffect } from "react";

/** Marks seen that automations of a board were refused: their list is open, and says why. */
export function useSeenRefusals(channelId: Id<"channels">): void {
  const notices = useQuery(api.notices.unseen);
  const setRead = useMutation(api.notices.setRead);
  const refused = notices?.filter((notice) => notice.kind === "refused" && notice.channelId === channelId);
  const ids = refused?.map(({ _id }) => _id).join(" ") ?? "";
  useEffect(() => {
    // Refused only where a notice has gone meanwhile.
    if (ids !== "")
      setRead({ noticeIds: ids.split(" ") as Id<"notices">[], isRead: true }).catch(() => undefined);
  }, [ids, setRead]);
}
