import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { restoreFocus } from "@/lib/focus";
import { texts } from "@/texts";
import { IconButton } from "../IconButton";
import { Icon } from "../Icon";

type Props = {
  label: string;
  title: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
};

/** The side pane: 400 px beside the page, a sheet over it on a phone. Esc closes it. */
export function Pane({ label, title, actions, onClose, children }: Props) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (document.activeElement?.closest("[role=dialog]")) return;
      restoreFocus(before);
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc from anything inside
    <aside
      ref={ref}
      aria-label={label}
      className="anim-slide flex min-h-0 w-full shrink-0 flex-col bg-bg max-wide:fixed max-wide:inset-0 max-wide:z-30 wide:w-100 wide:border-l wide:max-roomy:absolute wide:max-roomy:inset-y-0 wide:max-roomy:right-0 wide:max-roomy:z-20 wide:max-roomy:shadow-float"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className="flex h-12 shrink-0 items-center gap-1 border-b px-4 pr-2">
        <h2 className="min-w-0 flex-1 truncate text-base font-semibold">{title}</h2>
        {actions}
        <IconButton label={texts.ui.close} keys="Escape" onClick={onClose} isSmall>
          <Icon of={X} />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
    </aside>
  );
}
