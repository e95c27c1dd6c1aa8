import { useDraftSync } from "./useDraftSync";

/** Shows nothing: it stands beside the page for as long as somebody is signed in. */
export function KeepDrafts() {
  useDraftSync();
  return null;
}
