import { boardAutomationsPath, channelPath, messagePath } from "@convex/shared/addresses";
import { useNavigate, useSearchParams } from "react-router";
import { takesReplies, useChannels } from "@/features/channels";
import { Inbox, toShown, type Notice } from "@/features/notices";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";
import { SidePane } from "../panes/SidePane";
import { usePane } from "@/ui/pane/usePane";

/** Threads and tasks open beside the inbox, everything else where it is. */
export function InboxPage() {
  const pane = usePane();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const threadChannel = useChannels()?.find(({ _id }) => _id === params.get("in"));

  function open({ kind, taskId, threadId, channelId, messageId }: Notice) {
    if (kind === "refused" && channelId) void navigate(boardAutomationsPath(channelId));
    else if (taskId) pane.open("task", taskId);
    else if (threadId && channelId)
      setParams((now) => {
        const next = new URLSearchParams(now);
        next.delete("task");
        next.set("in", channelId);
        next.set("thread", threadId);
        return next;
      });
    else if (channelId)
      void navigate(messageId ? messagePath({ channelId, messageId }) : channelPath(channelId));
  }

  return (
    <>
      <Page title={labelOf("inbox")}>
        <Inbox
          shown={toShown(params.get("show"))}
          onShow={(shown) => setParams({ show: shown }, { replace: true })}
          onOpen={open}
        />
      </Page>
      <SidePane canWrite={threadChannel !== undefined && takesReplies(threadChannel)} />
    </>
  );
}
