import { expect, test } from "vitest";
import { asked, askWhen } from "./features/messages/later/asking";

test.each(["one", "the next"])("what %s asks for is asked for no more in another test", () => {
  expect(asked.get()).toBeUndefined();
  askWhen({ kind: "remind", messageId: "m1" as never });
});
