import { clsx } from "clsx";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { CategoryBadge } from "../TaskBadges";
import type { Task } from "../task";
import { useShownCategory } from "./useCategory";

const QUIET =
  "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100";

const loadPopover = () => import("./CategoryPopover");
const CategoryPopover = lazy(retryImport(loadPopover));

type Props = {
  task: Task;
  className: string;
  /** On a card: routine, or no category, takes no attention until the card has it. */
  isQuiet?: boolean;
};

/** A task's category; opens what it was decided by, and the other choices. */
export function CategoryButton({ task, className, isQuiet }: Props) {
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const category = useShownCategory(task);
  const name = category && texts.tasks.categories[category];
  const button = (
    <button
      type="button"
      draggable={false}
      className={clsx(
        className,
        isQuiet && (!category || category === "routine") && QUIET,
        isQuiet && (category ? "touch:opacity-100" : "touch:hidden"),
      )}
      aria-label={name === undefined ? texts.categories.isNone : texts.categories.is(name)}
      aria-haspopup="dialog"
      title={texts.categories.hint(name, category && task.categorySource)}
      onPointerEnter={() => void loadPopover()}
      onFocus={() => void loadPopover()}
      onClick={() => {
        if (wasOpened) return; // the popover's own trigger from then on
        setWasOpened(true);
        setIsOpen(true);
      }}
    >
      <CategoryBadge category={category} isDone={task.status === "done"} showsRoutine />
      {!category && <span className="text-meta text-text-muted">{texts.categories.none}</span>}
    </button>
  );
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <CategoryPopover task={task} trigger={button} isOpen={isOpen} onOpenChange={setIsOpen} />
    </Suspense>
  );
}
