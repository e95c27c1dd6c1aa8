import { texts } from "@/texts";
import type { TaskPriority } from "../task";

const BARS = { low: 1, normal: 2, high: 3 };

/** Rising bars; what is urgent has a mark of its own. Without a name it is decoration. */
export function PriorityIcon({
  priority,
  label,
  size = 14,
}: {
  priority: TaskPriority | undefined;
  label?: string;
  size?: number;
}) {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" fill="none" className="shrink-0" {...named}>
      {label !== undefined && <title>{label}</title>}
      {priority === undefined && (
        <path d="M2 7.500h2M6 7.500h2M10 7.500h2" stroke="var(--text-muted)" strokeWidth="1.5" />
      )}
      {priority === "urgent" && (
        <>
          <rect x="1" y="1" width="12" height="12" rx="3" fill="var(--danger)" />
          <path d="M7 3.500v4.250" stroke="var(--bg-raised)" strokeWidth="1.75" strokeLinecap="round" />
          <circle cx="7" cy="10.250" r="1" fill="var(--bg-raised)" />
        </>
      )}
      {priority !== undefined &&
        priority !== "urgent" &&
        [1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={1.5 + (bar - 1) * 4}
            y={10 - bar * 2.5}
            width="3"
            height={2 + bar * 2.5}
            rx="1"
            fill="var(--text-muted)"
            opacity={bar <= BARS[priority] ? 1 : 0.3}
          />
        ))}
    </svg>
  );
}

/** The icon with its name, for cards and lists; nothing where there is no priority. */
export function PriorityBadge({ priority }: { priority: TaskPriority | undefined }) {
  if (!priority) return null;
  const label = texts.facts.priorityIs(texts.facts.priorities[priority]);
  return <PriorityIcon priority={priority} label={label} />;
}
