import { Toaster } from "sonner";

export default function Toasts() {
  return (
    <Toaster
      position="bottom-right"
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
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
            "ml-auto h-7 shrink-0 rounded-control px-2 text-small font-semibold text-accent-text hover:bg-bg-hover",
        },
      }}
    />
  );
}
