import { toast as show } from "sonner";

const UNDO_MS = 8_000;

/** Short news at the corner of the screen. */
export const toast = {
  tell: (text: string) => void show(text),
  error: (text: string) => void show.error(text),
  /** What was done can be taken back for a while. */
  undo: (text: string, undo: () => void) =>
    void show(text, { duration: UNDO_MS, action: { label: "Undo", onClick: undo } }),
};
