import { Mail, Settings } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { MailPreviewDialog } from "@/features/emails";
import { Report } from "@/features/reports";
import { Button } from "@/ui/Button";
import { Segmented } from "@/ui/Segmented";
import { openOverlay } from "./overlays";
import { SidePane } from "./SidePane";

const WEEKS = [
  { value: "this", label: "This week" },
  { value: "last", label: "Last week" },
] as const;

export function ReportPage() {
  const [isMailOpen, setIsMailOpen] = useState(false);
  const [params, setParams] = useSearchParams();
  const week = params.get("week") === "last" ? "last" : "this";
  const choose = (value: "this" | "last") =>
    setParams(value === "last" ? { week: value } : {}, { replace: true });
  return (
    <>
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-4">
          <h1 className="min-w-0 truncate text-title font-semibold">Weekly report</h1>
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
        <div className="flex shrink-0 border-b px-4 py-2">
          <Segmented label="Week" value={week} options={WEEKS} onChange={choose} />
        </div>
        <Report key={week} weeksAgo={week === "last" ? 1 : 0} />
      </main>
      <SidePane />
      {isMailOpen && <MailPreviewDialog kind="weeklyReport" onClose={() => setIsMailOpen(false)} />}
    </>
  );
}
