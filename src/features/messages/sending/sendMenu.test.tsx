import type { Id } from "@convex/_generated/dataModel";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test, vi } from "vitest";
import { localKeys, readLocal } from "@/platform/localStore";
import { BEN, show } from "@/testing.client";
import { Composer } from "../composer/Composer";
import { MESSAGE_MUTATIONS } from "../messageMutations";
import { useSendMessage } from "../useSendMessage";

const MONDAY = new Date(2026, 10, 30, 12);
const FRIDAY = Date.UTC(2026, 11, 4);
const channelId = "c1" as Id<"channels">;

afterEach(() => vi.useRealTimers());

const Typed = ({ line, onChange }: { line: string; onChange: (line: string) => void }) => (
  <button type="button" onClick={() => onChange(`${line}!`)}>
    Task: {line}
  </button>
);

function Place() {
  const { send } = useSendMessage({ channelId });
  return (
    <Composer
      place="message:c1"
      channelId={channelId}
      label="Message #launch"
      maxLength={500}
      Typed={Typed}
      onSend={(text, isUrgent, isTask) => send(text, "message:c1", { isUrgent, isTask })}
    />
  );
}

function open(refuse?: () => unknown) {
  vi.setSystemTime(MONDAY);
  const labels = [{ _id: "l1", name: "Launch day", colour: "red", createdBy: "ana" }];
  const { calls } = show(<Place />, {
    answers: { "board/labels:list": labels, "messages:create": "m1" },
    mutations: MESSAGE_MUTATIONS,
    ...(refuse && { refuse }),
  });
  const field = screen.getByLabelText<HTMLTextAreaElement>("Message #launch", { selector: "textarea" });
  const sent = () => calls.filter(({ name }) => name === "messages:create").map(({ args }) => args);
  return { field, sent };
}

test("a line that begins with a box is sent as a task, with what is understood of it, as was said before", async () => {
  const { field, sent } = open();
  await userEvent.type(field, "[[] Call her #Launch day !high @ben fri");
  expect(screen.getByText("Task: Call her #Launch day !high @ben fri")).toBeVisible();
  await userEvent.keyboard("{Escape}{Enter}");
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(sent()).toMatchObject([
    {
      channelId,
      text: "Call her #Launch day !high @ben fri",
      task: {
        title: "Call her",
        tags: ["Launch day"],
        priority: "high",
        assigneeId: BEN.id,
        dueDate: FRIDAY,
      },
    },
  ]);
  expect(field).toHaveValue("");
});

test("what is said of the line can change it before it is sent", async () => {
  const { field, sent } = open();
  await userEvent.type(field, "Hello{Shift>}{Enter}{/Shift}[[] Meet");
  await userEvent.click(screen.getByRole("button", { name: "Task: Meet" }));
  expect(field).toHaveValue("Hello\n[] Meet!");
  await userEvent.type(field, "{Enter}");
  await waitFor(() => expect(sent()).toMatchObject([{ text: "Hello\nMeet!", task: { title: "Meet!" } }]));
});

test("what is typed behind /task is said as well, and changed where it stands", async () => {
  const { field } = open();
  await userEvent.type(field, "/task");
  expect(screen.queryByRole("button", { name: /^Task:/ })).toBeNull();
  await userEvent.type(field, " task");
  await userEvent.click(screen.getByRole("button", { name: "Task: task" }));
  expect(field).toHaveValue("/task task!");
  await userEvent.clear(field);
  await userEvent.type(field, "/topic Call her");
  expect(screen.queryByRole("button", { name: /^Task:/ })).toBeNull();
});

test("any message is sent as a task by the menu beside Send, or by its key", async () => {
  const { field, sent } = open();
  const menu = await screen.findByRole("button", { name: "More ways to send" });
  expect(menu).toBeDisabled();
  await userEvent.type(field, "Call her tomorrow");
  await userEvent.click(menu);
  await userEvent.click(await screen.findByRole("menuitem", { name: /Send as task/ }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  await userEvent.type(field, "One{Shift>}{Enter}{/Shift}two{Control>}{Shift>}{Enter}{/Shift}{/Control}");
  await waitFor(() => expect(sent()).toHaveLength(2));
  expect(sent()).toMatchObject([
    { text: "Call her tomorrow", task: { title: "Call her", dueDate: Date.UTC(2026, 11, 1) } },
    { text: "One\ntwo", task: { title: "One" } },
  ]);
});

test.each(["Call her fri", "```{Shift>}{Enter}{/Shift}[[] a{Shift>}{Enter}{/Shift}```"])(
  "%s is no task",
  async (typed) => {
    const { field, sent } = open();
    await userEvent.type(field, `${typed}{Control>}{Enter}{/Control}`);
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).not.toHaveProperty("task");
  },
);

test("what is refused waits with what was typed of the task, also behind a reload", async () => {
  const { field, sent } = open(() => new ConvexError({ code: "ASSIGNEE_NOT_MEMBER" }));
  await userEvent.type(field, "[[] Call her{Enter}");
  await waitFor(() => expect(sent()).toHaveLength(1));
  const kept = () => localKeys("outbox:").map((key) => JSON.parse(readLocal(key) ?? "") as object);
  const args = { text: "[] Call her", asTask: { isAll: false, at: MONDAY.getTime() } };
  await waitFor(() =>
    expect(kept()).toMatchObject([{ status: "failed", errorCode: "ASSIGNEE_NOT_MEMBER", args }]),
  );
});
