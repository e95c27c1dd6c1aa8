import type { ReactElement } from "react";
import { texts } from "@/texts";
import { Popover } from "@/ui/floating/Popover";
import EmojiPicker from "./EmojiPicker";

type Props = {
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onPick: (emoji: string) => void;
};

export default function EmojiPopover({ trigger, isOpen, onOpenChange, onPick }: Props) {
  return (
    <Popover label={texts.messages.emoji} isOpen={isOpen} onOpenChange={onOpenChange} trigger={trigger}>
      <EmojiPicker
        onPick={(emoji) => {
          onOpenChange(false);
          onPick(emoji);
        }}
      />
    </Popover>
  );
}
