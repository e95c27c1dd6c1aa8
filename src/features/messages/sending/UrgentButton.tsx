import type { Id } from "@convex/_generated/dataModel";
import { Siren } from "lucide-react";
import { useChannels } from "@/features/channels";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";

type Props = {
  channelId: Id<"channels">;
  namesSomebody: boolean;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
};

/** Says of a message that it cannot wait, where it is for somebody: who is named, or the other side of a conversation. */
export function UrgentButton({ channelId, namesSomebody, isOn, onChange }: Props) {
  const channel = useChannels()?.find(({ _id }) => _id === channelId);
  if (!namesSomebody && channel?.kind !== "direct") return null;
  return (
    <IconButton label={texts.ringing.markUrgent} aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      <Icon of={Siren} />
    </IconButton>
  );
}
