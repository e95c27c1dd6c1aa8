import type { BoardColumn } from "@convex/shared/board/columns";
import { useEffect } from "react";
import type { ChannelId } from "@/features/channels";
import { useDrafted, useMyId } from "@/features/users";
import { readDraft, writeDraft } from "@/platform/drafts";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { columnTitle } from "./column";

/** Where what is typed in a column, or was pasted into it, is kept until it is cards. */
export const columnPlace = (
  kind: "newTask" | "paste",
  key: string,
  channelId: ChannelId | undefined,
): string => `${kind}:${key}:${channelId ?? ""}`;

/** What was typed or pasted in a column that is gone goes to the first one that has none of it. */
export function useLeftDrafts(columns: readonly BoardColumn[], channelId: ChannelId | undefined): void {
  const myId = useMyId();
  const drafted = { newTask: useDrafted("newTask:"), paste: useDrafted("paste:") };
  useEffect(() => {
    for (const kind of ["newTask", "paste"] as const) {
      const draftOf = (key: string) => `${myId}:${columnPlace(kind, key, channelId)}`;
      for (const name of drafted[kind]) {
        const [key = "", board] = name.split(":");
        if (board !== (channelId ?? "") || columns.some((column) => column.key === key)) continue;
        const next = columns.find((one) => !one.isEnding && readDraft(draftOf(one.key)) === undefined);
        if (!next) continue;
        writeDraft(draftOf(next.key), readDraft(draftOf(key)) as object | string);
        writeDraft(draftOf(key), undefined);
        toast.tell(texts.columns.draftMoved(columnTitle(next)));
      }
    }
  });
}
