import type { ReactNode } from "react";
import type { Icon } from "./icon";

type Props = {
  icon?: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
};

/** What this place is, and the one next thing to do here. */
export function Empty({ icon: Picture, title, children, action }: Props) {
  return (
    <div className="grid h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center gap-1 text-center">
        {Picture && (
          <span className="mb-2 grid size-10 place-items-center rounded-pane border border-line text-text-muted">
            <Picture size={20} strokeWidth={1.5} aria-hidden />
          </span>
        )}
        <h2 className="text-title font-semibold">{title}</h2>
        {children && <div className="text-base text-text-muted">{children}</div>}
        {action && <div className="mt-3 flex gap-2">{action}</div>}
      </div>
    </div>
  );
}
