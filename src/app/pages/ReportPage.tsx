import { useSearchParams } from "react-router";
import { Report } from "@/features/reports";
import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";
import { labelOf } from "../commands/commands";
import { MailedPage } from "./MailedPage";

const WEEKS = ["this", "last"] as const;

export function ReportPage() {
  const [params, setParams] = useSearchParams();
  const week = params.get("week") === "last" ? "last" : "this";
  const choose = (value: "this" | "last") =>
    setParams(value === "last" ? { week: value } : {}, { replace: true });
  return (
    <MailedPage title={labelOf("report")} kind="weeklyReport">
      <div className="flex shrink-0 border-b px-4 py-2">
        <Segmented
          label={texts.pages.week}
          value={week}
          options={WEEKS.map((value) => ({ value, label: texts.pages.weeks[value] }))}
          onChange={choose}
        />
      </div>
      <Report key={week} weeksAgo={week === "last" ? 1 : 0} />
    </MailedPage>
  );
}
