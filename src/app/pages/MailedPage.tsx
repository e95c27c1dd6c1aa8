import { Mail, Settings } from "lucide-react";
import { useState, type ReactNode } from "react";
import { MailPreviewDialog, type PreviewKind } from "@/features/emails";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { openOverlay } from "../commands/overlays";
import { SidePane } from "../panes/SidePane";
import { Icon } from "@/ui/Icon";
import { Page } from "@/ui/Page";

type Props = { title: string; kind: PreviewKind; children: ReactNode };

/** A page whose content is also emailed: it shows the email, and when it comes. */
export function MailedPage({ title, kind, children }: Props) {
  const [isMailOpen, setIsMailOpen] = useState(false);
  return (
    <>
      <Page
        title={title}
        actions={
          <div className="flex gap-1">
            <Button look="ghost" onClick={() => setIsMailOpen(true)}>
              <Icon of={Mail} size={14} />
              <span className="max-wide:sr-only">{texts.pages.previewEmail}</span>
            </Button>
            <Button look="ghost" onClick={() => openOverlay("mailSettings")}>
              <Icon of={Settings} size={14} />
              <span className="max-wide:sr-only">{texts.pages.schedule}</span>
            </Button>
          </div>
        }
      >
        {children}
      </Page>
      <SidePane />
      {isMailOpen && <MailPreviewDialog kind={kind} onClose={() => setIsMailOpen(false)} />}
    </>
  );
}
