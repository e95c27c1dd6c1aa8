import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import { Digest } from "./Digest";

test("a mention is quoted in one line without the signs of Markdown", () => {
  const mention = {
    messageId: "m1",
    channelId: "c1",
    author: "Ben Ito",
    channel: "#launch",
    text: "@Ana, **please** look at `rows`:\n\n- [ ] one",
  };
  const today = { due: [], assigned: [], unowned: [], mentions: [mention], channels: [] };
  show(<Digest />, { answers: { "digests:today": today } });
  expect(screen.getByText(/please/)).toHaveTextContent("@Ana, please look at rows: ☐ one");
});
