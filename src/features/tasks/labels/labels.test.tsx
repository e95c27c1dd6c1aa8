import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { useState } from "react";
import { expect, test } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { TagBadge } from "../TaskBadges";
import { TagsField } from "../TagsField";
import LabelsDialog from "./LabelsDialog";
import { LabelsProvider } from "./LabelsContext";

const label = (name: string, colour: string, createdBy: string = ANA.id) => ({
  _id: `l-${name}`,
  name,
  colour,
  createdBy,
});
const me = (role: "admin" | "member", id: string) => ({ _id: id, role, name: "x" });
const LABELS = [label("Bugs", "red"), label("Docs", "blue", BEN.id), label("Écran", "green")];

function Field({ given = [] }: { given?: string[] }) {
  const [tags, setTags] = useState(given);
  return (
    <LabelsProvider>
      <TagsField tags={tags} onChange={setTags} />
      <output>{tags.join("|")}</output>
    </LabelsProvider>
  );
}
const openField = (given?: string[]) =>
  show(<Field {...(given && { given })} />, { answers: { "board/labels:list": LABELS } });
const field = () => screen.getByRole("combobox", { name: "Add a tag" });
const options = () => screen.queryAllByRole("option").map(({ textContent }) => textContent);
const chosen = () => screen.getByRole("status").textContent;

test("labels are offered, fewer with each letter, by arrows and Enter or by a click", async () => {
  openField(["docs"]);
  await userEvent.click(field());
  expect(options()).toEqual(["Bugs", "Écran"]);
  await userEvent.type(field(), "ecr");
  expect(options()).toEqual(["Écran"]);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  expect(chosen()).toBe("docs|Écran");
  await userEvent.click(screen.getByRole("option", { name: "Bugs" }));
  expect(chosen()).toBe("docs|Écran|Bugs");
  expect(field()).toHaveFocus();
});

test("what is typed is a tag of its own, unless a label has the name", async () => {
  openField();
  await userEvent.type(field(), "bu{Enter}BUGS,");
  expect(chosen()).toBe("bu|Bugs");
  await userEvent.type(field(), "left");
  await userEvent.click(document.body);
  expect(chosen()).toBe("bu|Bugs|left");
  expect(options()).toEqual([]);
});

test("Escape closes what is offered, and only then what is around", async () => {
  let closed = 0;
  show(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- stands for the pane
    <div onKeyDown={({ key }) => key === "Escape" && (closed += 1)}>
      <Field />
    </div>,
    { answers: { "board/labels:list": LABELS } },
  );
  await userEvent.click(field());
  await userEvent.keyboard("{Escape}");
  expect([options(), closed]).toEqual([[], 0]);
  await userEvent.keyboard("{Escape}");
  expect(closed).toBe(1);
});

test("a tag has the colour of its label, however it is written, and none without one", () => {
  const { container } = show(
    <LabelsProvider>
      <TagBadge tag="BUGS" />
      <TagBadge tag="free" />
    </LabelsProvider>,
    { answers: { "board/labels:list": LABELS } },
  );
  const dots = [...container.querySelectorAll<HTMLElement>("[data-colour]")];
  expect(dots.map(({ dataset }) => dataset["colour"])).toEqual(["red"]);
});

const openDialog = (person: object, more: Partial<Parameters<typeof show>[1]> = {}) =>
  show(<LabelsDialog onClose={() => undefined} />, {
    ...more,
    answers: { "board/labels:list": LABELS, "users:me": person },
  });

test("one adds a label with the colour that the fewest have, and a refusal says why and keeps the name", async () => {
  const first = openDialog(me("member", BEN.id));
  await userEvent.type(screen.getByRole("textbox", { name: "New label" }), "Ops{Enter}");
  expect(first.calls).toEqual([{ name: "board/labels:add", args: { name: "Ops", colour: "grey" } }]);
  expect(screen.getByRole("textbox", { name: "New label" })).toHaveValue("");
  first.unmount();
  openDialog(me("member", BEN.id), { refuse: () => new ConvexError({ code: "LABEL_TAKEN" }) });
  await userEvent.type(screen.getByRole("textbox", { name: "New label" }), "bugs{Enter}");
  expect(await screen.findByText("A label with this name is already here.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "New label" })).toHaveValue("bugs");
});

test("members change what they added, admins everything", async () => {
  const first = openDialog(me("member", BEN.id));
  expect(screen.getAllByRole("textbox", { name: /^Name of/ })).toHaveLength(1);
  const name = screen.getByRole("textbox", { name: "Name of Docs" });
  await userEvent.clear(name);
  await userEvent.type(name, "Papers{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Colour of Docs: blue" }));
  await userEvent.click(await screen.findByRole("menuitemcheckbox", { name: "Pink" }));
  expect(first.calls).toEqual([
    { name: "board/labels:update", args: { labelId: "l-Docs", name: "Papers" } },
    { name: "board/labels:update", args: { labelId: "l-Docs", colour: "pink" } },
  ]);
  first.unmount();
  openDialog(me("admin", ANA.id));
  expect(screen.getAllByRole("textbox", { name: /^Name of/ })).toHaveLength(3);
});

test("who deletes a label says what happens to the tags", async () => {
  const { calls } = openDialog(me("admin", ANA.id));
  for (const answer of ["Keep the tags", "Remove from tasks", "Cancel"]) {
    await userEvent.click(screen.getByRole("button", { name: "Delete Bugs" }));
    const dialog = await screen.findByRole("dialog", { name: "Delete the label “Bugs”?" });
    await userEvent.click(within(dialog).getByRole("button", { name: answer }));
  }
  expect(calls.map(({ args }) => args)).toEqual([
    { labelId: "l-Bugs", keepsTags: true },
    { labelId: "l-Bugs", keepsTags: false },
  ]);
});
