import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { clsx } from "clsx";
import { Hourglass } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { isTaskData } from "../board/useCardDrag";
import { useGroupTarget } from "./useGroupTarget";

/** While a task is dragged: the place below all groups where it is put off. */
export function LaterDrop() {
  const [isDragging, setIsDragging] = useState(false);
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => isTaskData(source.data),
        onDragStart: () => setIsDragging(true),
        onDrop: () => setIsDragging(false),
      }),
    [],
  );
  return isDragging && <Strip />;
}

function Strip() {
  const strip = useRef<HTMLDivElement>(null);
  const isOver = useGroupTarget(strip, "later");
  return (
    <div
      ref={strip}
      data-place="later"
      className={clsx(
        "sticky bottom-3 z-30 mx-4 mt-3 flex h-14 items-center justify-center gap-2 rounded-pane border border-dashed bg-bg-raised text-small font-medium shadow-float max-wide:mx-3",
        isOver ? "border-accent-text bg-accent-soft text-accent-text" : "text-text-muted",
      )}
    >
      <Icon of={Hourglass} />
      {texts.mine.dropLater}
    </div>
  );
}
