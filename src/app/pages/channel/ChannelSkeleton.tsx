import type { ReactNode } from "react";
import { MessageListSkeleton } from "@/features/messages";
import { Bone, Loading } from "@/ui/Skeleton";

/** A channel's header with what is below it on its way: messages with their field, if it does not say. */
export function ChannelSkeleton({ children = <Messages /> }: { children?: ReactNode }) {
  return (
    <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Loading label="Loading the channel…">
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
