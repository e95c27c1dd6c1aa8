import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useOpenProfile } from "@/features/users";
import { ANA, BEN, person, show } from "@/testing.client";
import { Markdown } from "@/ui/markdown/Markdown";
import { Composer } from "../composer/Composer";
import { asked, type Asked } from "../later/asking";
import { CallQuestion } from "./CallQuestion";

beforeEach(() => {
  document.execCommand = insertAsTyped;
});
afterEach(() => asked.set(undefined));

/** The browser's own way to insert text, which the test window lacks. */
function insertAsTyped(_command: string, _ui?: boolean, text = ""): boolean {
  const field = document.activeElement as HTMLTextAreaElement;
  const { selectionStart: from, selectionEnd: to, value } = field;
  Reflect.set(HTMLTextAreaElement.prototype, "value", value.slice(0, from) + text + value.slice(to), field);
  field.setSelectionRange(from + text.length, from + text.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

const group = (memberCount: number) => ({
  _id: "g1",
  handle: "design",
  name: "Makers of things",
  memberCount,
  isDeleted: false,
});
const channel = { _id: "c1", name: "launch", kind: "public", canManage: false };
const DESIGN = person("g1", "design", { isGroup: true });
const GONE = person("g2", "old", { isGroup: true, isActive: false });

function compose(more: object = {}, kind = "public") {
  const onSend = vi.fn<(text: string) => void>();
  show(
    <Composer
      place="message:c1"
      label="Message"
      maxLength={100}
      channelId={"c1" as never}
      onSend={onSend}
      {...more}
    />,
    {
      people: [ANA, BEN, DESIGN],
      answers: {
        "channels:list": [{ ...channel, kind, directMemberIds: [] }],
        "chat/groups:list": [group(3)],
      },
    },
  );
  return { onSend, field: screen.getByLabelText("Message", { selector: "textarea" }) };
}

test("a group is offered by its handle and by its name, travels as an id, and is asked about", async () => {
  const { onSend, field } = compose();
  await userEvent.type(field, "@thi");
  expect(screen.getByRole("option", { name: /@design.*Makers of things.*3 people/ })).toBeVisible();
  await userEvent.clear(field);
  await userEvent.type(field, "@des");
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue("@design ");
  await userEvent.keyboard("{Enter}");
  expect(onSend).not.toHaveBeenCalled();
  const what = asked.get() as Extract<Asked, { kind: "call" }>;
  expect(what).toMatchObject({ kind: "call", channelId: "c1", groupIds: ["g1"] });
  what.send();
  expect(onSend).toHaveBeenCalledExactlyOnceWith("<@g1>");
});

test("in a thread a group is offered, in a conversation none", async () => {
  const { field } = compose({ threadId: "m1" });
  await userEvent.type(field, "@des");
  expect(screen.getByRole("option", { name: /@design/ })).toBeVisible();
});

test("in a conversation no group is offered", async () => {
  const { field } = compose({}, "direct");
  await userEvent.type(field, "@des");
  expect(screen.queryByRole("option", { name: /@design/ })).toBeNull();
});

function ask(memberCount: number | undefined, more: object = {}) {
  const send = vi.fn<() => void>();
  const what = { kind: "call", channelId: "c1" as never, groupIds: ["g1"], send } as const;
  show(<CallQuestion what={what} />, {
    answers: {
      "channels:get": { ...channel, ...more },
      "channels:memberCount": 500,
      ...(memberCount !== undefined && { "chat/groups:list": [group(memberCount)] }),
    },
  });
  return send;
}

test("a group of few is told at once, one of many only after it was said how many", async () => {
  expect(ask(20, { calling: "owners" })).toHaveBeenCalledOnce();
  const send = ask(21);
  expect(screen.getByRole("dialog", { name: "Notify 21 people?" })).toBeVisible();
  expect(send).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Notify and send" }));
  expect(send).toHaveBeenCalledOnce();
});

test("where only owners call everybody, others are told that a large group is not notified", async () => {
  const send = ask(21, { calling: "owners" });
  expect(screen.getByRole("dialog", { name: "Only owners can notify a large group here" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Send without notifying" }));
  expect(send).toHaveBeenCalledOnce();
});

test("without an answer how large it is it is asked all the same", async () => {
  const send = ask(undefined);
  await userEvent.click(screen.getByRole("button", { name: "Notify and send" }));
  expect(send).toHaveBeenCalledOnce();
});

const Opened = () => <output>{JSON.stringify(useOpenProfile())}</output>;

test("a group is drawn as a mention that opens it, one's own stands out, and one that is gone is text", async () => {
  const { container } = show(
    <>
      <Markdown text="<@g1> and <@g2>" />
      <Opened />
    </>,
    { people: [ANA, DESIGN, GONE], answers: { "chat/groups:mine": ["g1"] } },
  );
  const button = await screen.findByRole("button", { name: "@design" });
  expect(container.querySelector(".mention-me")).toHaveTextContent("@design");
  expect(container.querySelector("p")).toHaveTextContent("@design and @old");
  expect(screen.getAllByRole("button")).toHaveLength(1);
  await userEvent.click(button);
  expect(screen.getByRole("status")).toHaveTextContent('{"id":"g1","isGroup":true}');
});
