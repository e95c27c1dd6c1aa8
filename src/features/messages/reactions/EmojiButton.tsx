import { SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { Popover } from "@/ui/Popover";

const EmojiPicker = lazy(() => import("./EmojiPicker"));

type Props = { label: string; isSmall?: boolean; className?: string; onPick: (emoji: string) => void };

/** Opens the emoji picker, which comes in a chunk of its own. */
export function EmojiButton({ label, isSmall, className, onPick }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label="Emoji"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={label} {...(isSmall && { isSmall })} {...(className && { className })}>
          <SmilePlus size={16} strokeWidth={1.75} aria-hidden />
        </IconButton>
      }
    >
      <Suspense fallback={<div className="h-80 w-78" />}>
        <EmojiPicker
          onPick={(emoji) => {
            setIsOpen(false);
            onPick(emoji);
          }}
        />
      </Suspense>
    </Popover>
  );
}
