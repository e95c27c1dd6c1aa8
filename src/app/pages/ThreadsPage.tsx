import { useSearchParams } from "react-router";
import { takesReplies, useChannels } from "@/features/channels";
import { Threads } from "@/features/notices";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";
import { SidePane } from "../panes/SidePane";
import { usePane } from "@/ui/pane/usePane";

/** The threads that one follows; one of them open beside the list, with its composer. */
export function ThreadsPage() {
  const pane = usePane();
  const [params, setParams] = useSearchParams();
  const channel = useChannels()?.find(({ _id }) => _id === params.get("in"));
  return (
    <>
      <Page title={labelOf("threads")}>
        <Threads
          openId={pane.name === "thread" ? pane.id : undefined}
          onOpen={({ threadId, channelId }) => setParams({ in: channelId, thread: threadId })}
        />
      </Page>
      <SidePane canWrite={channel !== undefined && takesReplies(channel)} />
    </>
  );
}
