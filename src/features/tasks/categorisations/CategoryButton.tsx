import { clsx } from "clsx";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { CategoryBadge } from "../TaskBadges";
import { CATEGORY_NAMES, SOURCE_NAMES, type Task } from "../task";
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
  const name = category ? CATEGORY_NAMES[category] : "none";
  const by = category && task.categorySource && ` Decided by ${SOURCE_NAMES[task.categorySource]}.`;
  const button = (
    <button
      type="button"
      draggable={false}
      className={clsx(
        className,
        isQuiet && (!category || category === "routine") && QUIET,
        isQuiet && (category ? "touch:opacity-100" : "touch:hidden"),
      )}
      aria-label={`Category: ${name}`}
      aria-haspopup="dialog"
      title={`${name === "none" ? "No category." : `${name}.`}${by ?? ""} Click to see why or to change it`}
      onPointerEnter={() => void loadPopover()}
      onFocus={() => void loadPopover()}
      onClick={() => {
        if (wasOpened) return; // the popover's own trigger from then on
        setWasOpened(true);
        setIsOpen(true);
      }}
    >
      <CategoryBadge category={category} isDone={task.status === "done"} showsRoutine />
      {!category && <span className="text-meta text-text-muted">No category</span>}
    </button>
  );
  if (!wasOpened) return button;
  return (
    <Suspense fallback={button}>
      <CategoryPopover task={task} trigger={button} isOpen={isOpen} onOpenChange={setIsOpen} />
    </Suspense>
  );
}
