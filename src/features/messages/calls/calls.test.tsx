import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { Composer } from "../composer/Composer";
import { asked } from "../later/asking";
import { CallQuestion } from "./CallQuestion";

afterEach(() => act(() => asked.set(undefined)));

const channel = (more: object = {}) => ({
  _id: "c1",
  name: "launch",
  kind: "public",
  canManage: false,
  ...more,
});

function ask(members: number | undefined, more: object = {}) {
  const send = vi.fn<() => void>();
  const what = { kind: "call", channelId: "c1" as never, call: "channel", groupIds: [], send } as const;
  show(<CallQuestion what={what} />, {
    answers: {
      "channels:get": channel(more),
      ...(members !== undefined && { "channels:memberCount": members }),
    },
  });
  return send;
}

test("few people are called at once, more only after it was said how many", async () => {
  expect(ask(21)).toHaveBeenCalledOnce();
  const send = ask(135);
  expect(screen.getByRole("dialog", { name: "Notify 134 people?" })).toBeVisible();
  expect(send).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Notify and send" }));
  expect(send).toHaveBeenCalledOnce();
});

test("without an answer how many there are it is asked all the same: nothing waits for the network", async () => {
  const send = ask(undefined);
  await userEvent.click(screen.getByRole("button", { name: "Notify and send" }));
  expect(send).toHaveBeenCalledOnce();
});

test("who may not call everybody is told, and may send the words", async () => {
  const send = ask(3, { calling: "owners" });
  expect(screen.getByRole("dialog", { name: "Only owners can notify everyone here" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Send without notifying" }));
  expect(send).toHaveBeenCalledOnce();
});

test("everybody is offered in a channel, and not in a thread or a conversation", async () => {
  const composer = (more: object) => (
    <Composer
      place="message:c1"
      label="Message"
      maxLength={100}
      channelId={"c1" as never}
      onSend={() => undefined}
      {...more}
    />
  );
  const type = async () => {
    const field = screen.getByLabelText("Message", { selector: "textarea" });
    await userEvent.clear(field);
    await userEvent.type(field, "@cha");
  };
  const first = show(composer({}), { answers: { "channels:list": [channel()] } });
  await type();
  expect(screen.getByRole("option", { name: /@channel/ })).toBeVisible();
  first.unmount();
  const second = show(composer({ threadId: "m1" }), { answers: { "channels:list": [channel()] } });
  await type();
  expect(screen.queryByRole("option", { name: /@channel/ })).toBeNull();
  second.unmount();
  show(composer({}), { answers: { "channels:list": [channel({ kind: "direct", directMemberIds: [] })] } });
  await type();
  expect(screen.queryByRole("option", { name: /@channel/ })).toBeNull();
});
