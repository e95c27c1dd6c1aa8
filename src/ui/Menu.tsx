import { clsx } from "clsx";
import { Check } from "lucide-react";
import {
  cloneElement,
  lazy,
  Suspense,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { persist } from "@/lib/persist";
import type { Icon } from "./icon";
import { Keys } from "./Keys";
import { useMenuParts } from "./menuParts";

export const MENU_BOX =
  "anim-rise z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-pane bg-bg-raised p-1 shadow-float";
const ITEM =
  "flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-base outline-none select-none data-disabled:opacity-40 data-highlighted:bg-bg-active touch:h-11";

type MenuProps = {
  trigger: ReactElement<object>;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom" | "left" | "right";
};

export const loadOpenMenu = () => import("./OpenMenu");
const OpenMenu = lazy(persist(loadOpenMenu));

/** A menu behind a button. Until it is first opened it is only the button. */
export function Menu({ trigger, children, align = "start", side = "bottom" }: MenuProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const open = () => {
    setWasOpened(true);
    setIsOpen(true);
  };
  const closed = cloneElement(trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: () => void loadOpenMenu(),
    onFocus: () => void loadOpenMenu(),
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      event.stopPropagation();
      open();
    },
  } as object);
  if (!wasOpened) return closed;
  return (
    <Suspense fallback={closed}>
      <OpenMenu trigger={trigger} align={align} side={side} isOpen={isOpen} onOpenChange={setIsOpen}>
        {children}
      </OpenMenu>
    </Suspense>
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
  const Radix = useMenuParts();
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
  const Radix = useMenuParts();
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

export function MenuLine() {
  const Radix = useMenuParts();
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const Radix = useMenuParts();
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-meta text-text-muted">{children}</Radix.Label>;
}

type SubProps = { icon?: Icon; label: string; children: ReactNode };

export function SubMenu({ icon: Picture, label, children }: SubProps) {
  const Radix = useMenuParts();
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
        <Radix.SubContent className={MENU_BOX} sideOffset={4} collisionPadding={8}>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}
