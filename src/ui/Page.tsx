import type { ReactNode } from "react";
import { BackLink } from "./BackLink";

type Props = { title: string; actions?: ReactNode; children: ReactNode };

/** The middle of the screen: a title with what can be done here, and the content below. */
export function Page({ title, actions, children }: Props) {
  return (
    <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b pr-2 pl-4 max-wide:pl-1">
        <BackLink />
        <h1 className="min-w-0 flex-1 truncate text-title font-semibold">{title}</h1>
        {actions}
      </header>
      {children}
    </main>
  );
}
