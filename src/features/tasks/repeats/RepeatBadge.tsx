import { RotateCw } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import type { Task } from "../task";
import { keptRepeatText } from "./repeatText";

/** That it comes again, and how. */
export function RepeatBadge({ task: { repeats } }: { task: Pick<Task, "repeats"> }) {
  if (repeats === undefined) return null;
  const label = texts.repeats.is(keptRepeatText(repeats));
  return (
    <span className="flex h-5 items-center text-text-muted" title={label}>
      <Icon of={RotateCw} size={12} label={label} />
    </span>
  );
}
