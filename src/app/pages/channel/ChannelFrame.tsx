import { Suspense, type ComponentProps, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { AccessRequests, ChannelHeader, type ChannelDetails } from "@/features/channels";
import { ChannelRing } from "@/features/ringing";
import { CalendarDays } from "lucide-react";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { useCommand } from "../../commands/useCommands";
import { SidePane } from "../../panes/SidePane";
import { usePane } from "@/ui/pane/usePane";

type Props = Pick<ComponentProps<typeof SidePane>, "reply"> & {
  channel: ChannelDetails;
  canWrite: boolean;
  /** The row of bookmarks; null where the page draws that itself. */
  bookmarks: ReactNode;
  children: ReactNode;
};

/** The frame of every page of a channel: its header above, and the open pane beside it. */
export function ChannelFrame(props: Props) {
  const { channel, canWrite, reply, children, bookmarks } = props;
  const pane = usePane();
  const navigate = useNavigate();
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ChannelHeader
          channel={channel}
          isPaneOpen={pane.name === "details"}
          onTogglePane={() => (pane.name === "details" ? pane.close() : pane.open("details"))}
        >
          <DateButton />
          {channel.isMember && (
            <span className="size-8 max-wide:hidden touch:size-11">
              <Suspense fallback={null}>
                <ChannelRing channelId={channel._id} />
              </Suspense>
            </span>
          )}
        </ChannelHeader>
        {channel.kind === "private" && (
          <Suspense fallback={null}>
            <AccessRequests channel={channel} />
          </Suspense>
        )}
        {bookmarks}
        {children}
      </main>
      <SidePane
        channel={channel}
        canWrite={canWrite}
        reply={reply}
        onLeft={() => void navigate("/", { replace: true })}
      />
    </>
  );
}

/** On a phone, where the header is full, the days between messages lead to the same. */
function DateButton() {
  const command = useCommand("jumpToDate");
  if (!command) return null;
  const { label, keys, run } = command;
  return (
    <IconButton label={label} {...(keys?.[0] && { keys: keys[0] })} className="max-wide:hidden" onClick={run}>
      <Icon of={CalendarDays} />
    </IconButton>
  );
}
