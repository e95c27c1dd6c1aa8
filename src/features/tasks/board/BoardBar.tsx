import type { ReactNode } from "react";

/** The line above tasks: their filter, and how they are shown. */
export const BoardBar = ({ tools, children }: { tools: ReactNode; children: ReactNode }) => (
  <div className="@container shrink-0">
    <div className="flex flex-wrap items-center gap-x-2 wide:pe-4">
      <div className="min-w-0 flex-auto">{children}</div>
      {/* On a phone they are more than a line: the rest is scrolled to, and a shade says that there is one. */}
      <div className="ms-auto flex items-center gap-1 max-wide:mb-2 wide:ps-4 max-wide:w-full max-wide:more-aside max-wide:overflow-x-auto max-wide:px-3 wide:py-2">
        {tools}
      </div>
    </div>
  </div>
);
