import type { toast as Show } from "sonner";
import { texts } from "@/texts";

const UNDO_MS = 8_000;

/** The library comes with the first toast, or with the place they appear in, whichever is first. */
const withToasts = (use: (show: typeof Show) => void): void =>
  void import("sonner").then(({ toast: show }) => use(show));

/** Those that say something about the page they appeared on. */
const ofThisPage = new Set<string | number>();

const withAction = (text: string, action: { label: string; onClick: () => void }): void =>
  withToasts((show) => show(text, { duration: UNDO_MS, action }));

/** What the newest note on screen offers to take back that the history does not know. */
let offered: { id: string | number; undo: () => void } | undefined;

function offer(text: string, undo: () => void): void {
  withToasts((show) => {
    const end = () => {
      if (offered?.id === id) offered = undefined;
    };
    const onClick = () => {
      end();
      undo();
    };
    const action = { label: texts.ui.undo, onClick };
    const id = show(text, { duration: UNDO_MS, onDismiss: end, onAutoClose: end, action });
    offered = { id, undo };
  });
}

/** Short news at the corner of the screen. */
export const toast = {
  tell: (text: string) => withToasts((show) => ofThisPage.add(show(text))),
  error: (text: string) => withToasts((show) => ofThisPage.add(show.error(text))),
  /** What was done to tasks or messages can be taken back for a while, on other pages too. */
  undo: (text: string, undo: () => void) => withAction(text, { label: texts.ui.undo, onClick: undo }),
  /** The same of anything else: as long as it is on screen, the keys for undo mean that. */
  undoHere: offer,
  /** What was taken back can be done again as long. */
  redo: (text: string, redo: () => void) => withAction(text, { label: texts.ui.redo, onClick: redo }),
  /** Something new, with the way to it; it can be taken back. */
  made: (text: string, { open, undo }: { open: () => void; undo: () => void }) =>
    withToasts((show) =>
      show(text, {
        duration: UNDO_MS,
        action: { label: texts.ui.open, onClick: open },
        cancel: { label: texts.ui.undo, onClick: undo },
      }),
    ),
  /** Takes back what the newest note of `undoHere` is of. @returns whether there is one */
  takeBack: (): boolean => {
    if (!offered) return false;
    const { id, undo } = offered;
    offered = undefined;
    undo();
    withToasts((show) => void show.dismiss(id));
    return true;
  },
  /** Called when the person goes to another page. */
  leavePage: () => {
    if (ofThisPage.size === 0) return;
    withToasts((show) => {
      for (const id of ofThisPage) show.dismiss(id);
      ofThisPage.clear();
    });
  },
};
