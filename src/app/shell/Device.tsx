import { RefreshCw, X } from "lucide-react";
import { lazy, Suspense, useEffect, useSyncExternalStore, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { isOutdated, startWorker } from "@/platform/device/worker";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import type { Id } from "@convex/_generated/dataModel";
import { loadBoard, useRemoveTask } from "@/features/tasks";
import { reportRefusal } from "@/platform/reportRefusal";
import { toast } from "@/ui/floating/toast";
import { usePane } from "@/ui/pane/usePane";
import { retryImport } from "@/lib/retryImport";
import { openOverlay } from "../commands/overlays";
import { useLookAhead } from "./useLookAhead";
import { usePushKept } from "./usePushKept";
import { useToldCuts } from "./useToldCuts";
import { useReadClosed } from "./useReadClosed";

const MessageDrops = lazy(retryImport(async () => ({ default: (await loadBoard()).MessageDrops })));

/** What the device does with the app: it starts its service worker, opens what a notification leads to, tells of a newer version. */
export default function Device() {
  const navigate = useNavigate();
  useEffect(() => startWorker((path) => void navigate(path)), [navigate]);
  usePushKept();
  useReadClosed();
  useLookAhead();
  useToldCuts();
  useShortcut();
  const isUsed = useIsUsed();
  return (
    <>
      <NewVersion />
      <Suspense fallback={null}>{isUsed && <Drops />}</Suspense>
    </>
  );
}

/** Whether somebody has pointed or typed since the start: what they may do then is loaded. */
function useIsUsed(): boolean {
  const [isUsed, setIsUsed] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    for (const sign of ["pointermove", "keydown"])
      document.addEventListener(sign, () => setIsUsed(true), { once: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
  return isUsed;
}

/** Messages can be dragged to the board. */
function Drops() {
  const { open } = usePane();
  const { remove } = useRemoveTask();
  function tell(taskId: Id<"tasks">, isNew: boolean) {
    const show = () => open("task", taskId);
    if (isNew)
      toast.made(texts.shell.taskCreated, { open: show, undo: () => void reportRefusal(remove(taskId)) });
    else show();
  }
  return <MessageDrops onMade={tell} />;
}

/** "New message" among the shortcuts of the installed app. */
function useShortcut(): void {
  const [params, setParams] = useSearchParams();
  const isWanted = params.get("new") === "message";
  useEffect(() => {
    if (!isWanted) return;
    setParams(
      (now) => {
        now.delete("new");
        return now;
      },
      { replace: true },
    );
    openOverlay("newDirect");
  }, [isWanted, setParams]);
}

/** Never by itself: somebody may be in the middle of a sentence. */
function NewVersion() {
  const isThere = useSyncExternalStore(isOutdated.subscribe, isOutdated.get);
  const [isPutOff, setIsPutOff] = useState(false);
  return (
    <div role="status" className="pointer-events-none fixed inset-x-2 top-2 z-20 flex justify-center">
      {isThere && !isPutOff && (
        <div className="anim-fade pointer-events-auto flex items-center gap-2 rounded-pane border bg-bg-raised py-1.5 ps-3 pe-1.5 shadow-float">
          <p className="text-small">{texts.push.newVersion}</p>
          <Button size="small" onClick={() => location.reload()}>
            <Icon of={RefreshCw} size={14} />
            {texts.push.reload}
          </Button>
          <IconButton label={texts.push.later} onClick={() => setIsPutOff(true)}>
            <Icon of={X} size={14} />
          </IconButton>
        </div>
      )}
    </div>
  );
}
