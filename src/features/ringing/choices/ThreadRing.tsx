import type { Id } from "@convex/_generated/dataModel";
import { LEVELS } from "@convex/shared/ringing/levels";
import { SlidersHorizontal } from "lucide-react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Menu, MenuChoice, MenuLabel } from "@/ui/floating/Menu";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { useChooseInThread, useThreadLevel } from "../useChoices";

/** Of what a thread rings: all that its channel does, or something else. */
export function ThreadRing({ threadId: messageId }: { threadId: Id<"messages"> }) {
  const level = useThreadLevel(messageId);
  const choose = useChooseInThread();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={texts.ringing.ringForThread} isSmall>
          <Icon of={SlidersHorizontal} />
        </IconButton>
      }
    >
      <MenuLabel>{texts.ringing.ringFor}</MenuLabel>
      {[null, ...LEVELS].map((value) => (
        <MenuChoice
          key={value}
          isChosen={(level ?? null) === value}
          onSelect={() => void reportRefusal(choose({ messageId, level: value }))}
        >
          {value === null ? texts.ringing.asChannel : texts.ringing.levels[value]}
        </MenuChoice>
      ))}
    </Menu>
  );
}
