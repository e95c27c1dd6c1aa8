import type { ReactNode } from "react";
import { MessageListSkeleton } from "@/features/messages";
import { texts } from "@/texts";
import { Bone, Loading } from "@/ui/Skeleton";

/** The shape of a channel's page while it loads; below the header that of messages, unless another is given. */
export function ChannelSkeleton({ children = <Messages /> }: { children?: ReactNode }) {
  return (
    <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Loading label={texts.pages.loadingChannel} isQuiet>
        <div className="flex h-12 items-center border-b px-4">
          <Bone className="w-32" />
        </div>
      </Loading>
      {children}
    </main>
  );
}

const Messages = () => (
  <>
    <MessageListSkeleton />
    <div className="conversation px-4 pb-4 max-wide:px-2">
      <div className="after-pause h-10.5 rounded-pane border touch:h-13.5" />
    </div>
  </>
);
