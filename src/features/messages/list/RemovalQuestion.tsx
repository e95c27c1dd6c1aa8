import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { Removal } from "./RemoveDialog";

const RemoveDialog = lazy(retryImport(() => import("./RemoveDialog")));

/** The question before a deletion, once there is one to ask. */
export function RemovalQuestion({ removal }: { removal: Removal | undefined }) {
  if (!removal) return null;
  return (
    <Suspense fallback={null}>
      <RemoveDialog {...removal} />
    </Suspense>
  );
}
