import type { ReactNode } from "react";
import { texts } from "@/texts";
import { Logo } from "@/ui/Logo";

type Props = { title: string; lead?: ReactNode; children?: ReactNode; foot?: ReactNode };

/** The frame of every page before the door. */
export function AuthCard({ title, lead, children, foot }: Props) {
  return (
    <main className="grid h-full place-items-center overflow-y-auto bg-bg-sunken p-4">
      <title>{texts.ui.tabTitle(title)}</title>
      <div className="grid w-full max-w-90 gap-6 py-8">
        <div className="grid justify-items-center gap-4 text-center">
          <Logo size={40} />
          <div className="grid gap-1">
            <h1 className="text-display font-semibold tracking-[-0.01em]">{title}</h1>
            {lead && <p className="text-base text-text-muted">{lead}</p>}
          </div>
        </div>
        {children && <div className="rounded-pane border bg-bg-raised p-5 shadow-near">{children}</div>}
        {foot && <p className="text-center text-small text-text-muted">{foot}</p>}
      </div>
    </main>
  );
}
