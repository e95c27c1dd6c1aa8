import type { Id } from "@convex/_generated/dataModel";
import { FOR_GOOD, LEVELS } from "@convex/shared/ringing/levels";
import { Bell } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { useNow } from "@/platform/useNow";
import { texts } from "@/texts";
import { MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/floating/Menu";
import { endOf, endText, MUTES } from "../lengths";
import { useChannelChoices } from "../useChannelChoices";
import { useChoices, useChooseIn } from "../useChoices";

type Props = { channelId: Id<"channels"> };

/** What I have chosen in a channel, and how I change it. */
export function useChannelRing(channelId: Id<"channels">) {
  const { choices } = useChoices();
  const own = useChannelChoices()?.get(channelId);
  const choose = useChooseIn();
  const now = useNow();
  return {
    usual: choices && (choices.level ?? choices.workspaceLevel),
    level: own?.level,
    mutedUntil: own?.mutedUntil !== undefined && own.mutedUntil > now ? own.mutedUntil : undefined,
    choose: (choice: Omit<Parameters<typeof choose>[0], "channelId">) =>
      void reportRefusal(choose({ channelId, ...choice })),
  };
}

/** What is chosen of a channel, in a menu of it. */
export default function ChannelRingItems({ channelId }: Props) {
  const { usual, level, mutedUntil, choose } = useChannelRing(channelId);
  return (
    <>
      <MenuLabel>{texts.ringing.ringFor}</MenuLabel>
      {usual && (
        <MenuChoice isChosen={level === undefined} onSelect={() => choose({ level: null })}>
          {texts.ringing.asUsual(texts.ringing.levels[usual])}
        </MenuChoice>
      )}
      {LEVELS.map((value) => (
        <MenuChoice key={value} isChosen={level === value} onSelect={() => choose({ level: value })}>
          {texts.ringing.levels[value]}
        </MenuChoice>
      ))}
      <MenuLine />
      {mutedUntil === undefined ? (
        <>
          <MenuLabel>{texts.ringing.muteChannel}</MenuLabel>
          {MUTES.map((length) => (
            <MenuItem key={length} onSelect={() => choose({ mutedUntil: endOf(length, Date.now()) })}>
              {texts.ringing.lengths[length]}
            </MenuItem>
          ))}
        </>
      ) : (
        <>
          <MenuLabel>{muteText(mutedUntil)}</MenuLabel>
          <MenuItem icon={Bell} onSelect={() => choose({ mutedUntil: null })}>
            {texts.ringing.unmute}
          </MenuItem>
        </>
      )}
    </>
  );
}

export function muteText(until: number): string {
  const end = until >= FOR_GOOD ? undefined : endText(until);
  return end === undefined ? texts.ringing.muted : texts.ringing.mutedUntil(end);
}
