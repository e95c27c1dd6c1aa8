import type { ReactNode } from "react";

/** The line above tasks: their filter, and how they are shown. */
export const BoardBar = ({ tools, children }: { tools: ReactNode; children: ReactNode }) => (
  <div className="@container flex shrink-0 items-center gap-2 pr-4 max-wide:pr-3">
    <div className="min-w-0 flex-1">{children}</div>
    {tools}
  </div>
);
