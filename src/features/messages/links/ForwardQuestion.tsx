import { lazy, Suspense } from "react";
import { retryImport } from "@/lib/retryImport";
import type { Forwarding } from "./ForwardDialog";

const ForwardDialog = lazy(retryImport(() => import("./ForwardDialog")));

/** Asks where a message is to be forwarded, once there is one. */
export function ForwardQuestion({ forwarding }: { forwarding: Forwarding | undefined }) {
  if (!forwarding) return null;
  return (
    <Suspense fallback={null}>
      <ForwardDialog {...forwarding} />
    </Suspense>
  );
}
