import { clsx } from "clsx";
import { ChevronRight, Ellipsis } from "lucide-react";
import { useId, type ReactNode } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import type { Section } from "@convex/shared/chat/sidebar";
import { menuPlace, type AskForMenu } from "./menuPlace";
import { sectionTitle } from "./useSections";

type Props = {
  section: Section;
  action?: ReactNode;
  onFold: () => void;
  onMenu: AskForMenu;
  children: ReactNode;
};

/** A part of the sidebar that can be folded: what is unread stays in sight then. */
export function SectionView({ section, action, onFold, onMenu, children }: Props) {
  const listId = useId();
  const title = sectionTitle(section);
  const { id, isFolded } = section;
  return (
    <section aria-label={title} className="mt-4" data-section={id}>
      <div
        data-section-head
        className="group/head flex h-7 items-center gap-1 rounded-control pr-1 data-[edge=bottom]:shadow-[0_2px_0_var(--accent-line)] data-[edge=top]:shadow-[0_-2px_0_var(--accent-line)] touch:h-11"
        onContextMenu={(event) => onMenu({ sectionId: id }, menuPlace(event))}
      >
        <h2 className="min-w-0 flex-1 text-meta font-medium text-text-muted">
          <button
            type="button"
            aria-expanded={!isFolded}
            aria-controls={listId}
            className="row-focus flex h-6 max-w-full items-center gap-1 rounded-control pr-1.5 pl-0.5 hover:text-text touch:h-11"
            onClick={onFold}
          >
            <Icon
              of={ChevronRight}
              size={12}
              className={clsx("shrink-0 transition-transform duration-100", !isFolded && "rotate-90")}
            />
            <span dir="auto" className="truncate">
              {title}
            </span>
          </button>
        </h2>
        <button
          type="button"
          aria-label={texts.sidebar.optionsOf(title)}
          aria-haspopup="menu"
          className="grid size-6 shrink-0 place-items-center rounded-control text-text-muted opacity-0 group-focus-within/head:opacity-100 group-hover/head:opacity-100 hover:bg-bg-hover hover:text-text touch:size-11 touch:opacity-100"
          onClick={(event) => onMenu({ sectionId: id }, menuPlace(event))}
        >
          <Icon of={Ellipsis} size={14} />
        </button>
        {action}
      </div>
      <ul id={listId} className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {children}
      </ul>
    </section>
  );
}
