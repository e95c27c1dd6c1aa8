import { DropdownMenu as Radix } from "radix-ui";
import { useEffect, useRef, type ReactElement, type ReactNode } from "react";
import { returnFocus } from "@/lib/focus";
import { MENU_BOX, MenuParts } from "./menuParts";

type Props = {
  trigger: ReactElement;
  children: ReactNode;
  align: "start" | "end";
  side: "top" | "bottom" | "left" | "right";
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The working half of `Menu`, loaded when a menu is first opened. */
export default function OpenMenu({ trigger, children, align, side, isOpen, onOpenChange }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const region = useRef<Element>(null);
  useEffect(() => {
    if (isOpen) region.current = button.current?.closest("main, aside") ?? null;
  }, [isOpen]);
  return (
    <Radix.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger ref={button} asChild>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={MENU_BOX}
          // Whatever an item gave the focus to keeps it. The button may be gone with what it was for.
          onCloseAutoFocus={(event) => {
            const isFree = document.activeElement === document.body;
            if (isFree && button.current) return;
            event.preventDefault();
            if (isFree) returnFocus(region.current);
          }}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <MenuParts value={Radix}>{children}</MenuParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
