import { Popover as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

type Props = {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  align?: "start" | "end";
};

export function Popover({ trigger, label, children, isOpen, onOpenChange, align = "end" }: Props) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="anim-rise z-50 rounded-pane bg-bg-raised shadow-float outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
