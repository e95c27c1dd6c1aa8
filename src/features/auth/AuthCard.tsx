import type { ReactNode } from "react";
import { useWorkspace, WorkspaceLogo } from "@/features/workspace";
import { texts } from "@/texts";

type Props = {
  title: string;
  /** The name of the tab, where it is not the title. */
  tab?: string;
  lead?: ReactNode;
  children?: ReactNode;
  foot?: ReactNode;
};

/** The frame of every page before the door. */
export function AuthCard({ title, tab = title, lead, children, foot }: Props) {
  const workspace = useWorkspace();
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-bg-sunken p-4">
      <title>{workspace ? texts.ui.tabTitle(tab, workspace.name) : tab}</title>
      <div className="grid w-full max-w-90 gap-6 py-8">
        <div className="grid justify-items-center gap-4 text-center">
          <WorkspaceLogo size={40} />
          <div className="grid gap-1">
            <h1 className="text-display font-semibold tracking-[-0.01em] [overflow-wrap:anywhere]">
              {title}
            </h1>
            {lead && <p className="text-base text-text-muted">{lead}</p>}
          </div>
        </div>
        {children && <div className="rounded-pane border bg-bg-raised p-5 shadow-near">{children}</div>}
        {foot && <p className="text-center text-small text-text-muted [&_a]:finger [&_a]:relative">{foot}</p>}
      </div>
    </main>
  );
}
