import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { EmojiProvider } from "@/features/emoji";
import { toast } from "@/ui/floating/toast";
import { insertAsTyped } from "@/testing.typing";
import { ANA, BEN, show } from "@/testing.client";
import { Composer } from "./Composer";

/** The browser's own way to insert text, which the test window lacks: as typing does, past React's setter. */
function open(place = "c1") {
  const onSend = vi.fn<(text: string) => void>();
  document.execCommand = insertAsTyped;
  const onEditLast = vi.fn<() => void>();
  const { unmount } = show(
    <Composer place={place} label="Message #launch" maxLength={50} onSend={onSend} onEditLast={onEditLast} />,
  );
  return {
    onSend,
    onEditLast,
    unmount,
    field: screen.getByLabelText<HTMLTextAreaElement>("Message #launch", { selector: "textarea" }),
  };
}

test("Enter sends and empties the field; Shift+Enter breaks the line", async () => {
  const { field, onSend } = open();
  await userEvent.type(field, "one{Shift>}{Enter}{/Shift}two{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("one\ntwo");
  expect(field).toHaveValue("");
});

test("nothing but spaces is not sent, nor is what is too long", async () => {
  const { field, onSend } = open();
  await userEvent.type(field, "   {Enter}");
  await userEvent.clear(field);
  await userEvent.type(field, `${"x".repeat(51)}{Enter}`);
  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue("x".repeat(51));
});

test("Enter that ends a word of an input method sends nothing", async () => {
  const { field, onSend } = open();
  await userEvent.type(field, "にほん");
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  fireEvent.keyDown(field, { key: "Process", keyCode: 229 });
  expect(onSend).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onSend).toHaveBeenCalledExactlyOnceWith("にほん");
});

test("a name is picked from the list and travels as an id", async () => {
  const { field, onSend } = open();
  await userEvent.type(field, "hi @be");
  expect(screen.getByRole("option", { name: "Ben Ito" })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue("hi @Ben Ito ");
  await userEvent.keyboard("{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("hi <@ben>");
});

test("arrows move in the list, Esc closes it and keeps the text", async () => {
  const { field } = open();
  await userEvent.type(field, "@");
  await userEvent.keyboard("{ArrowDown}");
  expect(screen.getByRole("option", { name: "Ben Ito" })).toHaveAttribute("aria-selected", "true");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(field).toHaveValue("@");
});

test("a colon and two letters offer emoji, which keys choose; faces and times do not", async () => {
  document.execCommand = insertAsTyped;
  vi.stubGlobal("fetch", async () => await Promise.resolve(new Response(`[["tada", "🎉"]]`)));
  show(
    <EmojiProvider>
      <Composer place="p" label="Message" maxLength={100} onSend={() => undefined} />
    </EmojiProvider>,
    { answers: { "workspace:emojiNames": [["party-parrot", "p1"]] } },
  );
  const field = screen.getByLabelText("Message", { selector: "textarea" });
  for (const none of [":D", ":-)", "10:30", ":t", "a:ta", "```{Shift>}{Enter}{/Shift}x :pa"]) {
    await userEvent.clear(field);
    await userEvent.type(field, none);
    expect(screen.queryByRole("listbox"), none).toBeNull();
  }
  await userEvent.clear(field);
  await userEvent.type(field, "Hi :pa");
  expect(within(screen.getByRole("listbox", { name: "Emoji" })).getAllByRole("option")).toHaveLength(1);
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue("Hi :party-parrot: ");
  await userEvent.clear(field);
  await userEvent.type(field, ":ta");
  expect(await screen.findByRole("option", { name: ":tada:" })).toBeVisible();
  await userEvent.keyboard("{Tab}");
  expect(field).toHaveValue("🎉 ");
  for (const [typed, becomes] of [
    ["Hi :tada:", "Hi 🎉"],
    ["Hi :party-parrot:", "Hi :party-parrot:"],
    ["Hi :nothing:", "Hi :nothing:"],
  ]) {
    await userEvent.clear(field);
    await userEvent.type(field, typed!);
    expect(field).toHaveValue(becomes);
  }
  await userEvent.clear(field);
  await userEvent.type(field, ":ta{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  vi.unstubAllGlobals();
});

test("formatting keys wrap the selection", async () => {
  const { field } = open();
  await userEvent.type(field, "bold");
  field.setSelectionRange(0, 4);
  await userEvent.keyboard("{Control>}b{/Control}");
  expect(field).toHaveValue("**bold**");
});

test("an arrow up in an empty field edits the last message, elsewhere it does not", async () => {
  const { field, onEditLast } = open();
  await userEvent.type(field, "x{ArrowUp}");
  expect(onEditLast).not.toHaveBeenCalled();
  await userEvent.clear(field);
  await userEvent.keyboard("{ArrowUp}");
  expect(onEditLast).toHaveBeenCalledOnce();
});

test("Enter after too long a text says so, and the text stays", async () => {
  const error = vi.spyOn(toast, "error").mockImplementation(() => undefined);
  const { field, onSend } = open();
  const long = "x".repeat(51);
  await userEvent.type(field, `${long}{Enter}`);
  expect(error).toHaveBeenCalledExactlyOnceWith("This text is too long. Shorten it and try again.");
  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue(long);
});

test("each place keeps its own draft", async () => {
  const first = open("c1");
  await userEvent.type(first.field, "half a thought");
  first.unmount();
  const second = open("c2");
  expect(second.field).toHaveValue("");
  second.unmount();
  expect(open("c1").field).toHaveValue("half a thought");
});

test("Enter inside of a block of code breaks the line, and sends once the block is closed", async () => {
  const { field, onSend } = open();
  await userEvent.type(field, "```js{Enter}let x");
  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue("```js\nlet x");
  await userEvent.keyboard("{Enter}```{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("```js\nlet x\n```");
});

test("a list goes on with the next line", async () => {
  const { field } = open();
  await userEvent.type(field, "- milk{Shift>}{Enter}{/Shift}");
  expect(field).toHaveValue("- milk\n- ");
});

test("Escape leaves the field for the newest message", async () => {
  show(
    <main>
      <div role="log">
        <article>old</article>
        <article>new</article>
      </div>
      <Composer place="c8" label="Message #x" maxLength={50} onSend={() => undefined} />
    </main>,
  );
  const field = screen.getByLabelText("Message #x", { selector: "textarea" });
  await userEvent.type(field, "half a thought{Escape}");
  expect(screen.getByText("new")).toHaveFocus();
  expect(field).toHaveValue("half a thought");
});

test("two people of one name are told apart, and the one who is picked is mentioned", async () => {
  const onSend = vi.fn<(text: string) => void>();
  document.execCommand = insertAsTyped;
  const other = { ...ANA, id: "ana2" as typeof ANA.id, isAdmin: false, joinedAt: 40 * 86_400_000 };
  const composer = <Composer place="c9" label="Message #x" maxLength={50} onSend={onSend} />;
  show(composer, { me: BEN, people: [ANA, other, BEN] });
  await userEvent.type(screen.getByLabelText("Message #x", { selector: "textarea" }), "@ana");
  expect(screen.getByRole("option", { name: /Ana Ruiz joined Feb 10, 1970/ })).toBeVisible();
  await userEvent.keyboard("{ArrowDown}{Enter}{Enter}");
  expect(onSend).toHaveBeenCalledExactlyOnceWith("<@ana2>");
});

test("Tab goes a level deeper in a list, and elsewhere on to the next field", async () => {
  const { field } = open();
  await userEvent.type(field, "- b");
  await userEvent.keyboard("{Tab}");
  expect(field).toHaveValue("    - b");
  await userEvent.keyboard("{Shift>}{Tab}{/Shift}");
  expect(field).toHaveValue("- b");
  expect(field).toHaveFocus();
  await userEvent.clear(field);
  await userEvent.type(field, "plain{Tab}");
  expect(field).toHaveValue("plain");
  expect(field).not.toHaveFocus();
});

test("a sign offers channels by name and tasks by number or words", async () => {
  const named = (_id: string, name: string, more: object = {}) => ({ _id, name, kind: "public", ...more });
  const channels = [
    named("c1", "launch"),
    named("c2", "relaunch", { kind: "private" }),
    named("c3", "launch-old", { archivedAt: 1 }),
    named("c4", "", { kind: "direct", directMemberIds: [] }),
  ];
  const find = ({ text }: { text: string }) =>
    ["T-7", "fix"].includes(text) ? [{ _id: "t7", number: 7, title: "Fix the roof", status: "todo" }] : [];
  show(<Composer place="p" label="Message" maxLength={100} onSend={() => undefined} />, {
    answers: { "channels:list": channels, "tasks:find": find },
  });
  const field = screen.getByLabelText("Message", { selector: "textarea" });
  await userEvent.type(field, "in #lau");
  const list = screen.getByRole("listbox", { name: "Channels" });
  expect(
    within(list)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["launch", "relaunch"]);
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue("in #launch ");
  await userEvent.clear(field);
  await userEvent.type(field, "T-7");
  expect(screen.getByRole("option", { name: /Fix the roof/ })).toBeVisible();
  await userEvent.keyboard("{Tab}");
  expect(field).toHaveValue("T-7 ");
  await userEvent.clear(field);
  await userEvent.type(field, "t-fix");
  await userEvent.keyboard("{Enter}");
  expect(field).toHaveValue("T-7 ");
  await userEvent.clear(field);
  await userEvent.type(field, "# ");
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("formats of lines have keys, and a menu beside the bar", async () => {
  document.execCommand = insertAsTyped;
  const { field } = open();
  await userEvent.type(field, "milk");
  await userEvent.keyboard("{Control>}{Shift>}8{/Shift}{/Control}");
  expect(field).toHaveValue("- milk");
  await userEvent.click(screen.getByRole("button", { name: "More formatting" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: /Quote/ }));
  expect(field).toHaveValue("> - milk");
  expect(field).toHaveFocus();
});
