import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/ui/Icon";

/** The look of a value that opens when it is pressed. */
export const PROPERTY_VALUE =
  "flex h-7 min-w-0 items-center gap-2 rounded-control px-2 text-left hover:bg-bg-hover data-[state=open]:bg-bg-active touch:h-11";

/** A fact of a task: its name and its value. */
export function PropertyRow({
  icon,
  name,
  children,
}: {
  icon: LucideIcon;
  name: string;
  children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[112px_minmax(0,1fr)] items-start">
      <dt className="flex h-7 items-center gap-2 text-small text-text-muted touch:h-11">
        <Icon of={icon} size={14} />
        {name}
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
