import type { TaskStatus } from "./task";

/** A circle that fills: empty, half, checked. Decoration; the name stands next to it. */
export function StatusIcon({ status, size = 14 }: { status: TaskStatus; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" fill="none" aria-hidden className="shrink-0">
      {status === "todo" && (
        <circle
          cx="7"
          cy="7"
          r="5.75"
          stroke="var(--text-muted)"
          strokeWidth="1.5"
          strokeDasharray="2.2 1.8"
        />
      )}
      {status === "in_progress" && (
        <>
          <circle cx="7" cy="7" r="5.75" stroke="var(--warn)" strokeWidth="1.5" />
          <path d="M7 3.5a3.500 3.500 0 0 1 0 7z" fill="var(--warn)" />
        </>
      )}
      {status === "done" && (
        <>
          <circle cx="7" cy="7" r="6.5" fill="var(--accent)" />
          <path
            d="m4.300 7.200 1.900 1.900 3.600-3.900"
            stroke="var(--on-accent)"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      )}
    </svg>
  );
}
