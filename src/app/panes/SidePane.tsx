import type { Id } from "@convex/_generated/dataModel";
import { isId } from "@convex/shared/addresses";
import { lazy, Suspense } from "react";
import { ChannelDetailsPane, type ChannelDetails } from "@/features/channels";
import { History } from "@/features/events";
import { BookmarkList, ThreadPane, type Address } from "@/features/messages";
import { TaskPane } from "@/features/tasks";
import { retryImport } from "@/lib/retryImport";
import { RefusedHere } from "@/platform/errorText";
import { texts } from "@/texts";
import { Pane } from "@/ui/pane/Pane";
import { PaneError } from "./PaneError";
import { usePane } from "@/ui/pane/usePane";
import { useTaskTools } from "./useTaskTools";

const WhileGone = lazy(retryImport(() => import("./WhileGone")));

type Props = {
  channel?: ChannelDetails;
  canWrite?: boolean;
  /** The reply that the address of the page means. */
  reply?: (Address & { threadId: string }) | undefined;
  onLeft?: () => void;
};

/** Whatever the address says stands beside the page: a task, a thread, the channel's details. */
export function SidePane({ channel, canWrite = true, reply, onLeft }: Props) {
  const { name, id, close } = usePane();
  const tasks = useTaskTools();
  if (!name || (name === "details" && !channel)) return null;
  return (
    <PaneError
      key={`${name} ${id}`}
      resetKey={id}
      gone={texts.shell.gone[name]}
      goneAction={(retry) =>
        name !== "details" &&
        isId(id) && (
          <Suspense fallback={null}>
            <WhileGone kind={name} id={id} onBack={retry} />
          </Suspense>
        )
      }
      frame={(message) => (
        <Pane label={texts.shell.panes[name]} title={texts.shell.panes[name]} onClose={close}>
          {message}
        </Pane>
      )}
    >
      <Suspense fallback={<div className="shrink-0 border-l max-wide:hidden wide:w-100" />}>
        {name !== "details" && !isId(id) && <Nowhere />}
        {name === "task" && <TaskPane key={id} taskId={id as Id<"tasks">} tools={tasks} onClose={close} />}
        {name === "thread" && (
          <ThreadPane
            messageId={id as Id<"messages">}
            canWrite={canWrite}
            tasks={tasks}
            address={reply?.threadId === id ? reply : undefined}
            onClose={close}
          />
        )}
        {name === "details" && channel && (
          <ChannelDetailsPane
            channel={channel}
            bookmarks={<BookmarkList channel={channel} />}
            log={<History subject={{ channelId: channel._id }} />}
            onClose={close}
            onLeft={onLeft ?? close}
          />
        )}
      </Suspense>
    </PaneError>
  );
}

/** What an address leads to that was cut. */
function Nowhere(): never {
  throw new RefusedHere("NOT_FOUND");
}
