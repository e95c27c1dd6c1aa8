import { beforeEach, expect, test, vi } from "vitest";
import { toast } from "./toast";

type Note = { text: string; onAutoClose?: () => void; action?: { onClick: () => void } };
const notes: Note[] = [];
vi.mock("sonner", () => ({
  toast: Object.assign((text: string, more: object) => notes.push({ text, ...more }), {
    dismiss: () => undefined,
  }),
}));

// Files share one window: what a note of another test offers is taken back before.
beforeEach(() => {
  while (toast.takeBack());
  notes.length = 0;
});
const shown = async (count: number) => await vi.waitFor(() => expect(notes).toHaveLength(count));

test("the keys for undo mean what the newest note offers, once, and only what no history knows", async () => {
  const [done, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
  toast.undo("Deleted", other);
  await shown(1);
  expect(toast.takeBack()).toBe(false);
  toast.undoHere("Marked done", done);
  await shown(2);
  expect(toast.takeBack()).toBe(true);
  expect(toast.takeBack()).toBe(false);
  expect(done).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
});

test("a note that has gone, or was used, offers nothing", async () => {
  const undo = vi.fn<() => void>();
  toast.undoHere("Marked done", undo);
  await shown(1);
  notes[0]!.onAutoClose!();
  expect(toast.takeBack()).toBe(false);
  toast.undoHere("Marked done", undo);
  await shown(2);
  notes[1]!.action!.onClick();
  expect(toast.takeBack()).toBe(false);
  expect(undo).toHaveBeenCalledOnce();
});
