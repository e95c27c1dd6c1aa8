import { useSearchParams } from "react-router";
import { Drafts, Reminders, ScheduledMessages } from "@/features/messages";
import { useWaiting } from "@/features/notices";
import { texts } from "@/texts";
import { Count } from "@/ui/Count";
import { Segmented } from "@/ui/form/Segmented";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";

const VIEWS = { drafts: Drafts, scheduled: ScheduledMessages, reminders: Reminders };
type Part = keyof typeof VIEWS;
const PARTS = Object.keys(VIEWS) as Part[];

/** What waits for me or for its time; the part is in the address. */
export function DraftsPage() {
  const [params, setParams] = useSearchParams();
  const part = PARTS.find((name) => name === params.get("part")) ?? "drafts";
  const View = VIEWS[part];
  const waiting: Partial<Record<Part, number>> = useWaiting();
  return (
    <Page title={labelOf("drafts")}>
      <div className="shrink-0 overflow-x-auto border-b px-4 py-2">
        <Segmented
          label={texts.later.part}
          value={part}
          options={PARTS.map((value) => ({
            value,
            label: <PartLabel part={value} waiting={waiting[value] ?? 0} />,
          }))}
          onChange={(value) => setParams(value === "drafts" ? {} : { part: value }, { replace: true })}
        />
      </div>
      <View />
    </Page>
  );
}

/** Says what the number in the sidebar is of. */
const PartLabel = ({ part, waiting }: { part: Part; waiting: number }) => (
  <>
    {texts.later.parts[part]}
    {waiting > 0 && <Count count={waiting} isLoud />}
  </>
);
