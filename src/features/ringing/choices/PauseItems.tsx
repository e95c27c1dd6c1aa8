import { Bell, BellOff } from "lucide-react";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { MenuItem, MenuLabel, SubMenu } from "@/ui/floating/Menu";
import { endOf, endText, PAUSES } from "../lengths";
import { usePause } from "../useChoices";

/** In my own menu: nothing rings for a while, or again. */
export default function PauseItems() {
  const pausedUntil = useMe()?.pausedUntil ?? 0;
  const now = useNow();
  const pause = usePause();
  const set = (until: number | null) => void reportRefusal(pause({ until }));
  if (pausedUntil > now) {
    const end = endText(pausedUntil);
    return (
      <>
        <MenuLabel>{end === undefined ? texts.ringing.paused : texts.ringing.pausedUntil(end)}</MenuLabel>
        <MenuItem icon={Bell} onSelect={() => set(null)}>
          {texts.ringing.resume}
        </MenuItem>
      </>
    );
  }
  return (
    <SubMenu icon={BellOff} label={texts.ringing.pause}>
      {PAUSES.map((length) => (
        <MenuItem key={length} onSelect={() => set(endOf(length, Date.now()))}>
          {texts.ringing.lengths[length]}
        </MenuItem>
      ))}
    </SubMenu>
  );
}
