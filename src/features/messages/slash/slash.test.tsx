import type { Id } from "@convex/_generated/dataModel";
import { FOR_GOOD } from "@convex/shared/ringing/levels";
import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { readDraft } from "@/platform/drafts";
import { show } from "@/testing.client";
import { Composer } from "../composer/Composer";
import { plainText } from "@convex/shared/markdown/plainText";
import { asked } from "../later/asking";
import { WhenDialog } from "../later/WhenDialog";

afterEach(() => asked.set(undefined));

function open(text = "", kind = "public", isTaken = false) {
  const onSend = vi.fn<(text: string) => void>();
  const channel = { _id: "c1", kind, name: "launch", description: "", directMemberIds: ["ana", "ben"] };
  const { calls } = show(
    <>
      <Composer
        place="message:c1"
        channelId={"c1" as Id<"channels">}
        label="Message #launch"
        maxLength={500}
        onSend={onSend}
      />
      <WhenDialog />
    </>,
    {
      answers: {
        "channels:list": [channel],
        "board/labels:list": [],
        "tasks:create": "t1",
        "tasks:find": [{ _id: "t7", number: 7, title: "Ship" }],
        "tasks:get": { assigneeId: "ben" },
      },
      refuse: ({ name }) =>
        name === "tasks:claim" && isTaken ? new ConvexError({ code: "TASK_TAKEN" }) : undefined,
    },
  );
  const field = screen.getByLabelText<HTMLTextAreaElement>("Message #launch", { selector: "textarea" });
  const send = async (typed = text) => await userEvent.type(field, `${typed}{Escape}{Enter}`);
  /** What was done, apart from the sign that somebody types. */
  const done = () => calls.filter(({ name }) => !name.startsWith("presence:"));
  return { onSend, done, calls, field, send };
}

test("a slash at the beginning offers commands, and nowhere else", async () => {
  const { field } = open();
  await userEvent.type(field, "/sh");
  expect(await screen.findByRole("option", { name: /\/shrug/ })).toBeVisible();
  // The list of the letter before may stand there for a moment.
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  await userEvent.clear(field);
  await userEvent.type(field, "and/or /sh");
  expect(screen.queryByRole("option")).toBeNull();
});

test("a shrug is drawn with its arm", async () => {
  const { onSend, send } = open("/shrug well");
  await send();
  await waitFor(() => expect(onSend).toHaveBeenCalledOnce());
  const drawn = plainText(String(onSend.mock.calls[0]?.[0]), { nameOf: String });
  expect(drawn.replaceAll("\u2060", "")).toBe("well ¯\\_(ツ)_/¯");
});

test.each([
  ["/me waves", "_waves_"],
  ["/shrug whatever", "whatever ¯\\\u2060_(ツ)_/¯"],
  ["/etc/hosts is a path", "/etc/hosts is a path"],
  ["/ alone", "/ alone"],
])("%s is sent as %s", async (typed, sent) => {
  const { onSend, field, send } = open(typed);
  await send();
  await waitFor(() => expect(onSend).toHaveBeenCalledExactlyOnceWith(sent));
  expect(field).toHaveValue("");
});

test.each([
  ["/status 🌴 On holiday", { emoji: "🌴", text: "On holiday" }],
  ["/status :party-parrot:", { emoji: ":party-parrot:", text: "" }],
  ["/status Back soon", { emoji: "💬", text: "Back soon" }],
  ["/status clear", null],
])("%s puts the status %o beside my name", async (typed, status) => {
  const { calls, send } = open(typed);
  await send();
  await waitFor(() => expect(calls).toContainEqual({ name: "presence:setStatus", args: { status } }));
});

test("a task is made of what is said of it behind /task", async () => {
  const { done, send } = open("/task Fix login @ben #web !high \\fri");
  await send();
  const task = {
    title: "Fix login fri",
    assigneeId: "ben",
    tags: ["web"],
    priority: "high",
    channelId: "c1",
  };
  await waitFor(() => expect(done()).toEqual([{ name: "tasks:create", args: task }]));
});

test("an unknown command is sent as text once its author says so, and stays a draft where they do not", async () => {
  const { onSend, field, send } = open("/foo bar");
  await send();
  expect(await screen.findByRole("dialog", { name: /no command \/foo/ })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect([onSend.mock.calls, field.value]).toEqual([[], "/foo bar"]);
  await userEvent.type(field, "{Enter}");
  await userEvent.click(await screen.findByRole("button", { name: "Send as text" }));
  expect(onSend).toHaveBeenCalledExactlyOnceWith("/foo bar");
  expect(field).toHaveValue("");
});

test.each([
  ["/mute off", "inbox/ringing:chooseIn", { channelId: "c1", mutedUntil: null }],
  ["/mute", "inbox/ringing:chooseIn", { channelId: "c1", mutedUntil: FOR_GOOD }],
  ["/dnd off", "inbox/ringing:pause", { until: null }],
  ["/topic The new importer", "channels:update", { channelId: "c1", topic: "The new importer" }],
  ["/topic clear", "channels:update", { channelId: "c1", topic: "" }],
  ["/leave", "channels:leave", { channelId: "c1" }],
  ["/task Ship it", "tasks:create", { title: "Ship it", channelId: "c1" }],
])("%s does what it says: %s", async (typed, name, args) => {
  const { done, onSend, field, send } = open(typed);
  await send();
  await waitFor(() => expect(done()).toEqual([{ name, args }]));
  await waitFor(() => expect(field).toHaveValue(""));
  expect(onSend).not.toHaveBeenCalled();
});

test.each([false, true])("/claim takes a task, and says whose it is already: %s", async (isTaken) => {
  const { done, field, send } = open("/claim T-7", "public", isTaken);
  await send();
  await waitFor(() => expect(done()).toEqual([{ name: "tasks:claim", args: { taskId: "t7" } }]));
  await waitFor(() => expect(field).toHaveValue(isTaken ? "/claim T-7" : ""));
});

test.each([
  "/me",
  "/claim",
  "/claim Ship",
  "/claim 8",
  "/task",
  "/topic",
  "/status",
  "/invite nobody",
  "/remind sometime",
  "/mute sometime",
  "/dnd sometime",
])("%s says what is missing, and keeps what was typed", async (typed) => {
  const { done, onSend, field, send } = open(typed);
  await send();
  await waitFor(() => expect(asked.get()).toBeUndefined());
  expect([done(), onSend.mock.calls, field.value]).toEqual([[], [], typed]);
  expect(readDraft("ana:message:c1")).toMatchObject({ text: typed });
});

test("a conversation between given people has no channel's commands", async () => {
  const { done, send } = open("/leave", "direct");
  await send();
  expect(await screen.findByRole("dialog", { name: /no command \/leave/ })).toBeVisible();
  expect(done()).toEqual([]);
});
