import { Mail, Settings } from "lucide-react";
import { useState, type ReactNode } from "react";
import { MailPreviewDialog, type PreviewKind } from "@/features/emails";
import { Button } from "@/ui/Button";
import { openOverlay } from "./overlays";
import { SidePane } from "./SidePane";

type Props = { title: string; kind: PreviewKind; children: ReactNode };

/** A page whose content also comes by mail: how it looks there, and when. */
export function MailedPage({ title, kind, children }: Props) {
  const [isMailOpen, setIsMailOpen] = useState(false);
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-4">
          <h1 className="min-w-0 truncate text-title font-semibold">{title}</h1>
          <div className="flex gap-1">
            <Button look="ghost" onClick={() => setIsMailOpen(true)}>
              <Mail size={14} strokeWidth={1.75} aria-hidden />
              As a mail
            </Button>
            <Button look="ghost" onClick={() => openOverlay("mailSettings")}>
              <Settings size={14} strokeWidth={1.75} aria-hidden />
              When
            </Button>
          </div>
        </header>
        {children}
      </main>
      <SidePane />
      {isMailOpen && <MailPreviewDialog kind={kind} onClose={() => setIsMailOpen(false)} />}
    </>
  );
}
