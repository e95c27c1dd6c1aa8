import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { ANA, BEN, show, ZOE } from "@/testing.client";
import { DeactivatedMark } from "./DeactivatedMark";
import { namesakeNotes } from "./namesakes";
import { usePeopleList, type Person } from "./PeopleContext";
import { PersonPicker } from "./PersonPicker";
import { useDraft } from "./useDraft";

const many = (count: number): Person[] =>
  Array.from({ length: count }, (_, i) => ({ ...BEN, id: `p${i}` as Person["id"], name: `Person ${i}` }));

function Picker({ people, onDone = () => undefined }: { people: readonly Person[]; onDone?: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<Person["id"]>>(new Set());
  return (
    <PersonPicker
      label="Search people"
      people={people}
      chosen={chosen}
      onChange={setChosen}
      onDone={onDone}
    />
  );
}

test("a person is chosen by a part of their name and Enter, and another Enter is done", async () => {
  const onDone = vi.fn<() => void>();
  show(<Picker people={[ANA, BEN]} onDone={onDone} />);
  await userEvent.type(screen.getByRole("combobox", { name: "Search people" }), "ito{Enter}");
  expect(screen.getByRole("option", { name: /Ben Ito/ })).toHaveAttribute("aria-selected", "true");
  expect(onDone).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");
  expect(onDone).toHaveBeenCalledOnce();
});

test("a list that is cut says how many there are, and the search looks through all", async () => {
  show(<Picker people={many(540)} />);
  expect(screen.getByText("Showing 100 of 540. Type to narrow the list down.")).toBeVisible();
  await userEvent.type(screen.getByRole("combobox"), "Person 539");
  expect(screen.getByRole("option")).toHaveTextContent("Person 539");
});

test("a search without a hit names what was searched for", async () => {
  show(<Picker people={[ANA]} />);
  await userEvent.type(screen.getByRole("combobox"), "nemo");
  expect(screen.getByText("No matches for “nemo”")).toBeVisible();
});

test("people who left can be chosen nowhere, and are marked where they are named", () => {
  const Names = () => <p>{usePeopleList().map(({ name }) => name)}</p>;
  show(
    <>
      <Names />
      <DeactivatedMark person={ZOE} />
      <DeactivatedMark person={BEN} />
    </>,
  );
  expect(screen.queryByText(/Zoe/)).toBeNull();
  expect(screen.getAllByText("deactivated")).toHaveLength(1);
});

test("people of one name are told apart, others need no note", () => {
  const second = { ...ANA, id: "ana2" as Person["id"], isAdmin: false };
  expect(Object.fromEntries(namesakeNotes([ANA, BEN, second], ANA.id))).toEqual({
    ana: "you, admin, joined 1st",
    ana2: "joined 2nd",
  });
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
