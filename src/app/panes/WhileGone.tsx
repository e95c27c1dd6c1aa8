import { Suspense, useEffect, useEffectEvent } from "react";
import { TypedInGone } from "@/features/messages";
import { TypedInGoneTask } from "@/features/tasks";
import { useIsBack } from "./useIsBack";

type Props = { kind: "task" | "thread"; id: string; onBack: () => void };

/** Shows the thing again as soon as somebody brings it back, and until then what I had typed in it. */
export default function WhileGone({ kind, id, onBack }: Props) {
  const isBack = useIsBack(kind, id);
  const goOn = useEffectEvent(onBack);
  useEffect(() => {
    if (isBack) goOn();
  }, [isBack]);
  return (
    <Suspense fallback={null}>
      {kind === "task" ? <TypedInGoneTask taskId={id} /> : <TypedInGone id={id} />}
    </Suspense>
  );
}
