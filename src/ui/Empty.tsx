import type { ReactNode } from "react";
import { Icon, type IconShape } from "./Icon";

type Props = {
  icon?: IconShape;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
};

/** What this place is, and the one next thing to do here. */
export function Empty({ icon, title, children, action }: Props) {
  return (
    <div className="grid h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center gap-1 text-center">
        {icon && (
          <span className="mb-2 grid size-10 place-items-center rounded-pane border border-line text-text-muted">
            <Icon of={icon} size={20} />
          </span>
        )}
        <h2 className="text-title font-semibold">{title}</h2>
        {children && <div className="text-base text-text-muted">{children}</div>}
        {action && <div className="mt-3 flex flex-wrap justify-center gap-2 empty:hidden">{action}</div>}
      </div>
    </div>
  );
}
