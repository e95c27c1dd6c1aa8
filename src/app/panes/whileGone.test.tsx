import { screen } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { expect, test, vi } from "vitest";
import { ANA, show } from "@/testing.client";
import { writeDraft } from "@/platform/drafts";
import WhileGone from "./WhileGone";

const TASK = { _id: "t1", title: "Ship" };

/** A pane whose task is answered by `get`. */
function draw(get: () => unknown) {
  const onBack = vi.fn<() => void>();
  const shown = show(<WhileGone kind="task" id="t1" onBack={onBack} />, { answers: { "tasks:get": get } });
  return { ...shown, onBack };
}

test("what somebody brings back is shown again, and until then what was typed in it", async () => {
  writeDraft(`${ANA.id}:task:t1:description`, { text: "Half a sentence" });
  let isThere = false;
  const { onBack, tell } = draw(() => {
    if (!isThere) throw new ConvexError({ code: "NOT_FOUND" });
    return TASK;
  });
  expect(await screen.findByText("Half a sentence")).toBeVisible();
  expect(screen.getByRole("button", { name: "Copy what you typed" })).toBeVisible();
  tell();
  expect(onBack).not.toHaveBeenCalled();
  isThere = true;
  tell();
  expect(onBack).toHaveBeenCalledOnce();
  writeDraft(`${ANA.id}:task:t1:description`, undefined);
});

test("what was there all the time is not tried again and again", () => {
  expect(draw(() => TASK).onBack).not.toHaveBeenCalled();
});
