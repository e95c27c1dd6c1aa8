import type { Id } from "@convex/_generated/dataModel";
import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import { useSeenMessages } from "./useSeenMessages";

const WhyDialog = lazy(retryImport(() => import("./why/WhyDialog")));

type Props = {
  /** Changes when other messages may be drawn. */
  drawn: unknown;
  /** The message of which somebody asks why they hear of it. */
  why: { messageId: Id<"messages">; onClose: () => void } | undefined;
};

/** What a list of messages does for notices: it sees which are on screen, and says why one hears of a message. */
export function NoticeTools({ drawn, why }: Props) {
  useSeenMessages(drawn);
  return <Suspense fallback={null}>{why && <WhyDialog {...why} />}</Suspense>;
}
