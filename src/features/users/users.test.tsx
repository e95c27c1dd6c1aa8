import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { ANA, answersAbout, BEN, show, ZOE } from "@/testing.client";
import { Markdown } from "@/ui/markdown/Markdown";
import { DeactivatedMark } from "./DeactivatedMark";
import { usePeople } from "./PeopleContext";
import { withNotes, type Person } from "./person";
import { PersonPicker } from "./PersonPicker";
import { useDraft } from "./useDraft";

const many = (count: number): Person[] =>
  Array.from({ length: count }, (_, i) => ({ ...BEN, id: `p${i}` as Person["id"], name: `Person ${i}` }));

function Picker({ onDone = () => undefined }: { onDone?: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<Person["id"]>>(new Set());
  return <PersonPicker label="Search people" chosen={chosen} onChange={setChosen} onDone={onDone} />;
}

test("a person is chosen by a part of their name and Enter, and another Enter is done", async () => {
  const onDone = vi.fn<() => void>();
  show(<Picker onDone={onDone} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Search people" }), "ito{Enter}");
  expect(screen.getByRole("option", { name: /Ben Ito/ })).toHaveAttribute("aria-selected", "true");
  expect(onDone).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(onDone).toHaveBeenCalledOnce();
});

test("of many people the first are shown, and the others are found by their names", async () => {
  show(<Picker />, { people: many(540) });
  expect(screen.getAllByRole("option")).toHaveLength(20);
  expect(screen.getByText("Type a name to find more people.")).toBeVisible();
  await userEvent.type(screen.getByRole("combobox"), "Person 539");
  expect(screen.getByRole("option")).toHaveTextContent("Person 539");
});

test("a search without a hit names what was searched for", async () => {
  show(<Picker />);
  await userEvent.type(screen.getByRole("combobox"), "nemo");
  expect(screen.getByText("No matches for “nemo”")).toBeVisible();
});

test("people who left can be chosen nowhere, and are marked where they are named", () => {
  show(
    <>
      <Picker />
      <DeactivatedMark person={ZOE} />
      <DeactivatedMark person={BEN} />
    </>,
  );
  expect(screen.getAllByRole("option")).toHaveLength(2);
  expect(screen.queryByText(/Zoe/)).toBeNull();
  expect(screen.getAllByText("deactivated")).toHaveLength(1);
});

/** The search, of which some answers are still on their way. */
function slowSearch(...pending: string[]) {
  const find = answersAbout([ANA, BEN])["users:find"] as (args: { text: string }) => unknown;
  return { "users:find": (args: { text: string }) => (pending.includes(args.text) ? undefined : find(args)) };
}

test("while an answer is on its way those of the last one who fit stay, and Enter picks none of the others", async () => {
  show(<Picker />, { people: [ANA, BEN], answers: slowSearch("b") });
  await userEvent.type(screen.getByRole("combobox"), "b");
  expect(screen.getByRole("option")).toHaveTextContent("Ben Ito");
  await userEvent.keyboard("{Enter}");
  expect(screen.getByRole("option", { name: /Ben Ito/ })).toHaveAttribute("aria-selected", "true");
});

test("nobody is said to be missing before the server has said so", async () => {
  show(<Picker />, { people: [], answers: slowSearch("b", "") });
  await userEvent.type(screen.getByRole("combobox"), "b{Enter}");
  expect(screen.queryByText(/No matches/)).toBeNull();
});

test("people of one name are told apart, by the hour where they came on one day; others need no note", () => {
  const again = { ...ANA, id: "ana2" as Person["id"], isAdmin: false, joinedAt: ANA.joinedAt + 60_000 };
  const later = { ...again, id: "ana3" as Person["id"], joinedAt: ANA.joinedAt * 40 };
  const notes = withNotes([ANA, BEN, again, later], ANA.id).map(({ note }) => note);
  expect(notes).toEqual([
    expect.stringMatching(/^you, admin, joined Jan 2, 1970, \d/),
    undefined,
    expect.stringMatching(/^joined Jan 2, 1970, \d/),
    "joined Feb 10, 1970",
  ]);
});

function Names({ ids }: { ids: readonly string[] }) {
  const people = usePeople();
  return ids.map((id) => <p key={id}>{people.nameOf(id)}</p>);
}

test("a name that is on its way is dots, and somebody whom nobody knows is someone", async () => {
  const view = (
    <>
      <Names ids={["zoe", "ben"]} />
      <Markdown text="hi <@ben>" />
    </>
  );
  const waiting = show(view, { people: [ANA], answers: { "users:names": undefined } });
  expect(waiting.container).toHaveTextContent("……hi @…");
  waiting.unmount();
  show(view, { people: [ANA], answers: answersAbout([ANA, BEN]) });
  expect(await screen.findByText("Ben Ito")).toBeVisible();
  expect(screen.getByText("@Ben Ito")).toBeVisible();
  expect(screen.getByText("Someone")).toBeVisible();
});

function Field() {
  const { draft, setDraft, dropDraft } = useDraft("field", (stored) => (stored as string | undefined) ?? "");
  return (
    <>
      <input aria-label="Field" value={draft} onChange={(event) => setDraft(event.target.value)} />
      <button type="button" onClick={dropDraft}>
        Drop
      </button>
    </>
  );
}

test("what I typed is there again when the field is, for me and for nobody else", async () => {
  const first = show(<Field />);
  await userEvent.type(screen.getByLabelText("Field"), "half a thought");
  first.unmount();
  const other = show(<Field />, { me: BEN });
  expect(screen.getByLabelText("Field")).toHaveValue("");
  other.unmount();
  show(<Field />);
  expect(screen.getByLabelText("Field")).toHaveValue("half a thought");
  await userEvent.click(screen.getByRole("button", { name: "Drop" }));
  expect(screen.getByLabelText("Field")).toHaveValue("");
  expect(localStorage).toHaveLength(0);
});
