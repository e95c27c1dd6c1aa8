import type { Id } from "@convex/_generated/dataModel";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";

const UrgentButton = lazy(retryImport(() => import("./UrgentButton")));

/** Whether what is typed cannot wait; what follows it can, until it is said again. */
export function useUrgent() {
  const [isOn, onChange] = useState(false);
  const take = (): [true?] => {
    onChange(false);
    return isOn ? [true] : [];
  };
  return { isOn, onChange, take };
}

type UrgentProps = {
  urgent: ReturnType<typeof useUrgent>;
  channelId: Id<"channels"> | undefined;
  names: readonly unknown[];
};

/** Its mark, once there is something to send. */
export function Urgent({ urgent: { isOn, onChange }, channelId, names }: UrgentProps) {
  if (!channelId) return null;
  return (
    <Suspense fallback={null}>
      <UrgentButton {...{ channelId, isOn, onChange }} namesSomebody={names.length > 0} />
    </Suspense>
  );
}
