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
import { retryImport } from "@/lib/retryImport";
import { Icon, type IconShape } from "../Icon";
import { Keys } from "../Keys";
import { MENU_BOX, useMenuParts } from "./menuParts";

const ITEM =
  "flex h-8 cursor-default items-center gap-2 rounded-control px-2 text-base outline-none select-none data-disabled:opacity-40 data-highlighted:bg-bg-active touch:h-11";

type MenuProps = {
  trigger: ReactElement<object>;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom" | "left" | "right";
};

export const loadOpenMenu = () => import("./OpenMenu");
const OpenMenu = lazy(retryImport(loadOpenMenu));

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
  icon?: IconShape;
  keys?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  hint?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon, keys, isDanger, isDisabled, hint, onSelect, children }: ItemProps) {
  const Radix = useMenuParts();
  return (
    <Radix.Item
      className={clsx(ITEM, isDanger && "text-danger")}
      {...(isDisabled && { disabled: true })}
      onSelect={onSelect}
    >
      {icon && <Icon of={icon} className={isDanger ? "" : "text-text-muted"} />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint && <span className="text-meta text-text-muted">{hint}</span>}
      {keys && <Keys combo={keys} />}
    </Radix.Item>
  );
}

type ChoiceProps = {
  isChosen: boolean;
  onSelect: () => void;
  leading?: ReactNode;
  children: ReactNode;
  staysOpen?: boolean;
};

export function MenuChoice({ isChosen, onSelect, leading, children, staysOpen }: ChoiceProps) {
  const Radix = useMenuParts();
  return (
    <Radix.CheckboxItem
      checked={isChosen}
      className={ITEM}
      // Else what stands before the label would be typed to find it: the initials of a picture.
      {...(typeof children === "string" && { textValue: children })}
      onSelect={(event) => {
        if (staysOpen) event.preventDefault();
        onSelect();
      }}
    >
      {leading}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {isChosen && <Icon of={Check} className="text-accent-text" />}
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

type SubProps = { icon?: IconShape; label: string; children: ReactNode };

export function SubMenu({ icon, label, children }: SubProps) {
  const Radix = useMenuParts();
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={clsx(ITEM, "data-[state=open]:bg-bg-active")}>
        {icon && <Icon of={icon} className="text-text-muted" />}
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
