import { Plus } from "lucide-react";
import { BrowseChannels } from "@/features/channels";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { labelOf } from "../commands/commands";
import { openOverlay } from "../commands/overlays";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";

export function BrowsePage() {
  return (
    <Page
      title={texts.channels.channels}
      actions={
        <Button onClick={() => openOverlay("createChannel")}>
          <Icon of={Plus} size={14} />
          {labelOf("createChannel")}
        </Button>
      }
    >
      <BrowseChannels onCreate={() => openOverlay("createChannel")} />
    </Page>
  );
}
