import type { ReactNode } from "react";

/** The line above tasks: their filter, and how they are shown. */
export const BoardBar = ({ tools, children }: { tools: ReactNode; children: ReactNode }) => (
  <div className="@container shrink-0">
    <div className="flex flex-wrap items-center gap-x-2 pe-4 max-wide:pe-3">
      <div className="min-w-0 flex-1 basis-72">{children}</div>
      <div className="ms-auto flex items-center gap-1 max-wide:ps-3 max-wide:pb-2">{tools}</div>
    </div>
  </div>
);
