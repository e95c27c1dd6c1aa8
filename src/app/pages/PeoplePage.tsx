import { Suspense } from "react";
import { useSearchParams } from "react-router";
import { Groups } from "@/features/groups";
import { Directory } from "@/features/profiles";
import { texts } from "@/texts";
import { Segmented } from "@/ui/form/Segmented";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";

/** Everybody in the workspace, or the groups that they are called by. */
export function PeoplePage() {
  const [params, setParams] = useSearchParams();
  const shown = params.get("show") === "groups" ? "groups" : "people";
  return (
    <Page title={labelOf("people")}>
      <div className="flex shrink-0 border-b px-4 py-2">
        <Segmented
          label={texts.groups.whatToShow}
          value={shown}
          options={[
            { value: "people", label: texts.groups.everyone },
            { value: "groups", label: texts.groups.groups },
          ]}
          onChange={(value) => setParams(value === "groups" ? { show: value } : {}, { replace: true })}
        />
      </div>
      <Suspense fallback={null}>{shown === "groups" ? <Groups /> : <Directory />}</Suspense>
    </Page>
  );
}
