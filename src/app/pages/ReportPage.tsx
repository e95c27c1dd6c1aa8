import { useSearchParams } from "react-router";
import { Report } from "@/features/reports";
import { Segmented } from "@/ui/form/Segmented";
import { MailedPage } from "./MailedPage";

const WEEKS = [
  { value: "this", label: "This week" },
  { value: "last", label: "Last week" },
] as const;

export function ReportPage() {
  const [params, setParams] = useSearchParams();
  const week = params.get("week") === "last" ? "last" : "this";
  const choose = (value: "this" | "last") =>
    setParams(value === "last" ? { week: value } : {}, { replace: true });
  return (
    <MailedPage title="Weekly report" kind="weeklyReport">
      <div className="flex shrink-0 border-b px-4 py-2">
        <Segmented label="Week" value={week} options={WEEKS} onChange={choose} />
      </div>
      <Report key={week} weeksAgo={week === "last" ? 1 : 0} />
    </MailedPage>
  );
}
