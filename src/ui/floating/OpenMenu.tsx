import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
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
  return (
    <Radix.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={MENU_BOX}
          // Whatever an item gave the focus to keeps it.
          onCloseAutoFocus={(event) => {
            if (document.activeElement !== document.body) event.preventDefault();
          }}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <MenuParts value={Radix}>{children}</MenuParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
