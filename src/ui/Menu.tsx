import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentType, ReactElement, ReactNode } from "react";
import { Keys } from "./Keys";

type Icon = ComponentType<{
  size?: number;
  strokeWidth?: number;
  "aria-hidden"?: boolean;
  className?: string;
}>;

const CONTENT =
  "anim-rise z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-pane bg-bg-raised p-1 shadow-float";
const ITEM =
  "flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-base outline-none select-none data-disabled:opacity-40 data-highlighted:bg-bg-active touch:h-11";

type MenuProps = {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom" | "left" | "right";
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Where focus goes on close, when not back to the trigger. */
  onCloseAutoFocus?: (event: Event) => void;
};

export function Menu({
  trigger,
  children,
  align = "start",
  side,
  isOpen,
  onOpenChange,
  onCloseAutoFocus,
}: MenuProps) {
  return (
    <Radix.Root
      modal={false}
      {...(isOpen !== undefined && { open: isOpen })}
      {...(onOpenChange && { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          {...(side && { side })}
          {...(onCloseAutoFocus && { onCloseAutoFocus })}
          sideOffset={4}
          collisionPadding={8}
          className={CONTENT}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = {
  icon?: Icon;
  keys?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  hint?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon: Picture, keys, isDanger, isDisabled, hint, onSelect, children }: ItemProps) {
  return (
    <Radix.Item
      className={clsx(ITEM, isDanger && "text-danger")}
      {...(isDisabled && { disabled: true })}
      onSelect={onSelect}
    >
      {Picture && (
        <Picture size={16} strokeWidth={1.75} aria-hidden className={isDanger ? "" : "text-text-muted"} />
      )}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="text-meta text-text-muted">{hint}</span>}
      {keys && <Keys combo={keys} />}
    </Radix.Item>
  );
}

type ChoiceProps = {
  isChosen: boolean;
  onSelect: () => void;
  picture?: ReactNode;
  children: ReactNode;
  staysOpen?: boolean;
};

export function MenuChoice({ isChosen, onSelect, picture, children, staysOpen }: ChoiceProps) {
  return (
    <Radix.CheckboxItem
      checked={isChosen}
      className={ITEM}
      onSelect={(event) => {
        if (staysOpen) event.preventDefault();
        onSelect();
      }}
    >
      {picture}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isChosen && <Check size={16} strokeWidth={1.75} aria-hidden className="text-accent-text" />}
    </Radix.CheckboxItem>
  );
}

export const MenuLine = () => <Radix.Separator className="mx-1 my-1 h-px bg-line" />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-1.5 pb-1 text-meta text-text-muted">{children}</Radix.Label>
);

type SubProps = { icon?: Icon; label: string; children: ReactNode };

export function SubMenu({ icon: Picture, label, children }: SubProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={clsx(ITEM, "data-[state=open]:bg-bg-active")}>
        {Picture && <Picture size={16} strokeWidth={1.75} aria-hidden className="text-text-muted" />}
        <span className="flex-1">{label}</span>
        <span aria-hidden className="text-text-muted">
          ›
        </span>
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className={CONTENT} sideOffset={4} collisionPadding={8}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}
