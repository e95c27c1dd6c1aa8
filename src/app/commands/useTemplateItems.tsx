import { ListPlus } from "lucide-react";
import { useParams } from "react-router";
import { toChannelId, useChannels } from "@/features/channels";
import { chosenTemplate, useTemplates } from "@/features/tasks";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { openOverlay } from "./overlays";
import type { PaletteItem } from "./paletteItem";

/** A new task from each template of the board that is open, and of the workspace. */
export function useTemplateItems(): PaletteItem[] {
  const channelId = toChannelId(useParams()["channelId"]);
  const isMine = useChannels()?.some(({ _id }) => _id === channelId);
  return (useTemplates(isMine ? channelId : undefined) ?? []).map((template) => ({
    id: `template-${template._id}`,
    group: "actions",
    label: texts.templates.fromOne(template.name),
    leading: <Icon of={ListPlus} className="text-text-muted" />,
    isSearchOnly: true,
    run: () => {
      chosenTemplate.set(template);
      openOverlay("newTask");
    },
  }));
}
