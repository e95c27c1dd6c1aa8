import { SmilePlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/ui/IconButton";
import { retryImport } from "@/lib/retryImport";
import { Icon } from "@/ui/Icon";

const loadEmojiPopover = () => import("./EmojiPopover");
const EmojiPopover = lazy(retryImport(loadEmojiPopover));

type Props = { label: string; isSmall?: boolean; className?: string; onPick: (emoji: string) => void };

/** Opens the emoji picker, which comes in a chunk of its own. */
export function EmojiButton({ label, isSmall, className, onPick }: Props) {
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const look = { label, ...(isSmall && { isSmall }), ...(className && { className }) };
  const leading = <Icon of={SmilePlus} />;
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
      {leading}
    </IconButton>
  );
  if (!wasOpened) return closed;
  return (
    <Suspense fallback={closed}>
      <EmojiPopover
        trigger={<IconButton {...look}>{leading}</IconButton>}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onPick={onPick}
      />
    </Suspense>
  );
}
