import { clsx } from "clsx";
import { CloudOff, LoaderCircle } from "lucide-react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { useConnection } from "./useConnection";

const PLACES = {
  underHeader: "top-14",
  bottom: "bottom-4",
  overBottomBar: "bottom-[calc(64px+env(safe-area-inset-bottom))]",
};

export function ConnectionBar({ place }: { place: keyof typeof PLACES }) {
  const { state, waiting } = useConnection();
  return (
    // It floats: coming and going must not move what is being read.
    <div
      role="status"
      aria-label={texts.shell.connection}
      className={clsx("pointer-events-none fixed inset-x-2 z-20 flex justify-center", PLACES[place])}
    >
      {state !== "fine" && (
        <div
          className={clsx(
            "anim-fade flex min-h-7 items-center gap-2 rounded-[14px] px-3 py-1 text-small font-medium shadow-float",
            state === "back" ? "bg-ok-soft text-ok" : "bg-warn-soft text-warn",
          )}
        >
          {state === "offline" && <Icon of={CloudOff} size={14} className="shrink-0" />}
          {state === "reconnecting" && <Icon of={LoaderCircle} size={14} className="shrink-0 animate-spin" />}
          <p>
            {texts.shell.states[state]}
            {state !== "back" && waiting > 0 && (
              <span className="font-normal"> {texts.shell.waiting(waiting)}</span>
            )}
          </p>
        </div>
      )}
    </div>
  );
}
