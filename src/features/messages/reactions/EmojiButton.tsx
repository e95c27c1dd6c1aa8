import { SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { persist } from "@/lib/persist";

const loadEmojiPopover = () => import("./EmojiPopover");
const EmojiPopover = lazy(persist(loadEmojiPopover));

type Props = { label: string; isSmall?: boolean; className?: string; onPick: (emoji: string) => void };

/** Opens the emoji picker, which comes in a chunk of its own. */
export function EmojiButton({ label, isSmall, className, onPick }: Props) {
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const look = { label, ...(isSmall && { isSmall }), ...(className && { className }) };
  const picture = <SmilePlus size={16} strokeWidth={1.75} aria-hidden />;
  const closed = (
    <IconButton
      {...look}
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={() => void loadEmojiPopover()}
      onClick={() => {
        setWasOpened(true);
        setIsOpen(true);
      }}
    >
      {picture}
    </IconButton>
  );
  if (!wasOpened) return closed;
  return (
    <Suspense fallback={closed}>
      <EmojiPopover
        trigger={<IconButton {...look}>{picture}</IconButton>}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onPick={onPick}
      />
    </Suspense>
  );
}
