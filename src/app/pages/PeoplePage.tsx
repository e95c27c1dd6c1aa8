import { Suspense } from "react";
import { Directory } from "@/features/profiles";
import { Page } from "@/ui/Page";
import { labelOf } from "../commands/commands";

/** Everybody in the workspace. */
export function PeoplePage() {
  return (
    <Page title={labelOf("people")}>
      <Suspense fallback={null}>
        <Directory />
      </Suspense>
    </Page>
  );
}
