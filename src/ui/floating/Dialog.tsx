import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { restoreFocus } from "@/lib/focus";
import { texts } from "@/texts";
import { Button } from "../Button";
import { IconButton } from "../IconButton";
import { Icon } from "../Icon";

type Props = {
  title: string;
  /** Said below the title; a dialog without one is announced by its title alone. */
  description?: ReactNode;
  isOpen?: boolean;
  onClose: () => void;
  width?: "narrow" | "medium" | "wide";
  /** There is nothing to press inside: the text itself takes the focus, so that keys scroll it. */
  isText?: boolean;
  children: ReactNode;
};

const WIDTHS = { narrow: "max-w-md", medium: "max-w-xl", wide: "max-w-3xl" };

export function Dialog({
  title,
  description,
  isOpen = true,
  onClose,
  width = "narrow",
  isText = false,
  children,
}: Props) {
  // Asked before a field inside takes the focus: the keyboard goes back there.
  const [opener] = useState(() => document.activeElement);
  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="anim-fade fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          onInteractOutside={(event) => {
            if (event.target instanceof Element && event.target.closest("[data-sonner-toast]"))
              event.preventDefault();
          }}
          // Not the close button: a dialog without a field of its own is read from its top.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            restoreFocus(opener);
          }}
          {...(!description && { "aria-describedby": undefined })}
          className={clsx(
            "fixed z-40 flex flex-col bg-bg-raised shadow-float outline-none",
            "max-wide:anim-sheet max-wide:inset-x-0 max-wide:bottom-0 max-wide:max-h-[92dvh] max-wide:rounded-t-pane max-wide:pb-[env(safe-area-inset-bottom)]",
            "wide:anim-rise wide:top-[12vh] wide:left-1/2 wide:max-h-[76vh] wide:w-[calc(100vw-2rem)] wide:-translate-x-1/2 wide:rounded-pane",
            WIDTHS[width],
            "max-wide:max-w-none",
          )}
        >
          <header className="flex items-start gap-2 px-4 pt-3.5 pb-2">
            <div className="min-w-0 flex-1 pt-0.5 touch:pt-2.5">
              <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-small text-text-muted">
                  {description}
                </Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label={texts.ui.close} keys="Escape" isSmall className="touch:-mr-2.5">
                <Icon of={X} />
              </IconButton>
            </Radix.Close>
          </header>
          <div
            className="min-h-0 flex-1 overflow-y-auto px-4 pb-4 outline-none"
            {...(isText && { tabIndex: 0 })}
          >
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type DiscardProps = { isTyped: boolean; onDiscard: () => void };

/** Leaves a form for good. Where something was typed, closing the dialog keeps it, and this does not. */
export const DiscardButton = ({ isTyped, onDiscard }: DiscardProps) => (
  <Button onClick={onDiscard}>{isTyped ? texts.ui.discard : texts.ui.cancel}</Button>
);

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-4 flex flex-wrap items-center justify-end gap-2">{children}</div>;
}
