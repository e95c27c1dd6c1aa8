import { expect, test } from "vitest";
import { channelPath, dayPath, messagePath, targetOf, taskPath } from "./addresses";

const ID = "j57c8x1v4m0a9n2b6t3k5q7w8e9r0ty1";
const url = (path: string) => new URL(path, "https://chat.example");

test("what an address was made for is what it leads to", () => {
  const message = { channelId: ID, messageId: ID };
  expect(targetOf(url(messagePath(message)))).toEqual(message);
  expect(targetOf(url(`${messagePath(message)}/?thread=${ID}`))).toEqual(message);
  expect(targetOf(url(taskPath(ID)))).toEqual({ taskId: ID });
  expect(targetOf(url(`${channelPath(ID)}/board?task=${ID}`))).toEqual({ taskId: ID });
});

test.each([
  channelPath(ID),
  dayPath(ID, "2026-11-29"),
  "/c/x/m/y",
  "/board?task=",
  "/board?task=<script>",
  `/c/${ID}/m/${ID}/more`,
])("%s leads to no message and no task", (path) => {
  expect(targetOf(url(path))).toBeUndefined();
});
