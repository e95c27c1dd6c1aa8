import { channelPath } from "@convex/shared/addresses";
import { MessagesSquare } from "lucide-react";
import { Navigate } from "react-router";
import { useChannels } from "@/features/channels";
import { readLocal } from "@/platform/localStore";
import { useIsPhone } from "@/platform/useMedia";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { labelOf } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { SidebarLinks } from "../nav/Sidebar";
import { WorkspaceMenu } from "../nav/WorkspaceMenu";

/** On a phone the list of chats; else the channel that was open last. */
export function HomePage() {
  const channels = useChannels();
  const isPhone = useIsPhone();
  if (isPhone) {
    return (
      <main id="main" className="flex min-h-0 flex-1 flex-col bg-bg-sunken px-3 pt-2">
        <WorkspaceMenu />
        <SidebarLinks />
      </main>
    );
  }
  if (!channels) return <main id="main" className="flex-1" />;
  const open = channels.filter((channel) => channel.archivedAt === undefined);
  const lastId = readLocal("last-channel");
  const target =
    open.find((channel) => channel._id === lastId) ?? open.find((channel) => channel.isDefault) ?? open[0];
  if (target) return <Navigate to={channelPath(target._id)} replace />;
  return (
    <main id="main" className="flex-1">
      <Empty
        icon={MessagesSquare}
        title={texts.pages.noChannelsYet}
        action={
          <Button look="primary" onClick={() => openOverlay("createChannel")}>
            {labelOf("createChannel")}
          </Button>
        }
      >
        {texts.pages.noChannelsYetNext}
      </Empty>
    </main>
  );
}
