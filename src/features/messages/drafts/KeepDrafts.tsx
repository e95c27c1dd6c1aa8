import { WhenDialog } from "../later/WhenDialog";
import { useDraftSync } from "./useDraftSync";

/** Stands beside the page for as long as somebody is signed in: drafts are kept the same, and times asked for. */
export function KeepDrafts() {
  useDraftSync();
  return <WhenDialog />;
}
