import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { BEN, show } from "@/testing.client";
import type { FullTask } from "../task";
import { Sources } from "./Sources";

test("the message that a task was made from is quoted in one line without the signs of Markdown", () => {
  const message = {
    _id: "m1",
    channelId: "c1",
    authorId: BEN.id,
    text: `**Promise:** bring [cake](https://example.com)\n\n- for <@${BEN.id}>`,
  };
  const task = { _id: "t1", fromMessageId: "m1" } as unknown as FullTask;
  show(<Sources task={task} />, { answers: { "messages:get": message } });
  const link = screen.getByRole("link");
  expect(link).toHaveTextContent("Ben ItoPromise: bring cake • for @Ben Ito");
  expect(link).toHaveAttribute("href", "/c/c1/m/m1");
});
