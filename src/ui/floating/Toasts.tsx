import { Toaster } from "sonner";
import { texts } from "@/texts";

/** Below the header: there it covers neither a composer nor the newest message. */
const BELOW_HEADER = 64;

export default function Toasts() {
  return (
    <Toaster
      containerAriaLabel={texts.ui.notifications}
      position="top-right"
      gap={8}
      offset={{ top: BELOW_HEADER, right: 16 }}
      mobileOffset={{ top: BELOW_HEADER, left: 12, right: 12 }}
      style={{ fontFamily: "var(--font-sans)" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            // Above a dialog too, which takes the pointer from everything behind it.
            "pointer-events-auto flex w-(--width) max-w-[calc(100vw-24px)] items-center gap-2 rounded-pane bg-bg-raised px-3.5 py-3 text-base text-text shadow-float",
          title: "font-medium",
          icon: "shrink-0",
          content: "min-w-0 flex-1",
          error: "[&_[data-icon]]:text-danger",
          actionButton:
            "ml-auto h-7 shrink-0 rounded-control px-2 text-small font-semibold text-accent-text hover:bg-bg-hover touch:h-11",
          cancelButton:
            "h-7 shrink-0 rounded-control px-2 text-small font-medium text-text-muted hover:bg-bg-hover touch:h-11",
        },
      }}
    />
  );
}
