import { Plus } from "lucide-react";
import { BrowseChannels } from "@/features/channels";
import { Button } from "@/ui/Button";
import { openOverlay } from "../commands/overlays";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";

export function BrowsePage() {
  return (
    <Page
      title="Channels"
      actions={
        <Button onClick={() => openOverlay("createChannel")}>
          <Icon of={Plus} size={14} />
          New channel
        </Button>
      }
    >
      <BrowseChannels onCreate={() => openOverlay("createChannel")} />
    </Page>
  );
}
