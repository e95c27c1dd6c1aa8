import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test, vi } from "vitest";
import { BEN, show } from "@/testing.client";
import { NewTaskField } from "../board/NewTaskField";
import { LabelsProvider } from "../labels/LabelsContext";

const column = (
  <LabelsProvider>
    <NewTaskField
      onMade={() => undefined}
      column={{ key: "in_progress", status: "in_progress" }}
      channelId={undefined}
    />
  </LabelsProvider>
);

type Args = { clientId: string; drafts: { title: string }[] };
const CREATE = "board/newTasks:createMany";
/** Makes all but those with these titles. */
const makes =
  (...bad: string[]) =>
  ({ drafts }: Args) => {
    const refused = drafts.flatMap(({ title }, index) =>
      bad.includes(title) ? [{ index, code: "ASSIGNEE_NOT_MEMBER" }] : [],
    );
    return { made: drafts.length - refused.length, commitTs: BigInt(drafts.length), refused };
  };

async function paste(text: string, options: Parameters<typeof show>[1] = {}) {
  vi.setSystemTime(new Date(2026, 10, 30, 12));
  const shown = show(column, { answers: { "board/labels:list": [], [CREATE]: makes() }, ...options });
  await userEvent.click(screen.getByRole("button", { name: "New task in In progress" }));
  await userEvent.paste(text);
  return shown;
}
const rows = async () =>
  within(await screen.findByRole("region", { name: "Cards" }))
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
const batches = ({ calls }: { calls: { name: string; args: unknown }[] }) =>
  calls.filter(({ name }) => name === CREATE).map(({ args }) => args as Args);

afterEach(() => vi.useRealTimers());

test("one line that is pasted is text", async () => {
  await paste("Buy milk\n");
  expect(screen.getByRole("textbox", { name: "New task in In progress" })).toHaveValue("Buy milk ");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("several lines are looked at, and then each is a card; all are taken back at once", async () => {
  const shown = await paste("- Fix login @ben #web\n- [x] Ship");
  await waitFor(async () => expect(await rows()).toEqual(["Fix loginwebBIBen Ito", "Ship"]));
  await userEvent.click(screen.getByRole("button", { name: "Make 2 cards" }));
  expect(batches(shown)).toEqual([
    {
      clientId: expect.stringMatching(/^\w{24}$/) as string,
      drafts: [
        { title: "Fix login", status: "in_progress", tags: ["web"], assigneeId: BEN.id },
        { title: "Ship", status: "done" },
      ],
    },
  ]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(localStorage).toHaveLength(0);
});

test("lines can be taken as they are", async () => {
  const shown = await paste("Ask @ben fri\nShip");
  await userEvent.click(await screen.findByRole("checkbox", { name: /^Read @people/ }));
  await userEvent.click(screen.getByRole("button", { name: "Make 2 cards" }));
  expect(batches(shown)[0]?.drafts).toMatchObject([{ title: "Ask @ben fri" }, { title: "Ship" }]);
});

test("columns of a table can be chosen, and what is not understood stays to be mended", async () => {
  const shown = await paste("Thing\tOwner\tDue\nOne\tBen Ito\tfri\nTwo\tCarla\twhenever\nThree\t\t");
  await waitFor(async () =>
    expect(await rows()).toEqual([
      "OneFriBIBen Ito",
      "TwoDue: “whenever” isn’t understoodNobody here is called “Carla”",
      "Three",
    ]),
  );
  await userEvent.selectOptions(screen.getByRole("combobox", { name: /^Due/ }), "Description");
  expect(screen.getByText("1 row makes no card yet. Mend it in the text or leave it out.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Make 2 cards" }));
  expect(batches(shown)[0]?.drafts).toEqual([
    { title: "One", status: "in_progress", description: "fri", assigneeId: BEN.id },
    { title: "Three", status: "in_progress" },
  ]);
  expect(await rows()).toEqual(["TwoNobody here is called “Carla”"]);
  await userEvent.click(screen.getByRole("button", { name: "Edit the text" }));
  const text = screen.getByRole("textbox", { name: "What was pasted" });
  expect(text).toHaveValue("Thing\tOwner\tDue\nTwo\tCarla\twhenever");
  await userEvent.clear(text);
  await userEvent.paste("Title\tOwner\nTwo\tben");
  await userEvent.click(await screen.findByRole("button", { name: "Make 1 card" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(batches(shown)[1]?.drafts).toMatchObject([{ title: "Two", assigneeId: BEN.id }]);
  expect(batches(shown)[1]?.clientId).not.toBe(batches(shown)[0]?.clientId);
});

test("a first line that is no header is a card, and the other way round", async () => {
  await paste("Buy milk\tshop\nCall\tphone");
  const header = await screen.findByRole("checkbox", { name: "The first line has the names of the columns" });
  expect([await rows(), (header as HTMLInputElement).checked]).toEqual([["Buy milk", "Call"], false]);
  await userEvent.click(header);
  expect(await rows()).toEqual(["Call"]);
  expect(screen.getByRole("combobox", { name: /^Buy milk/ })).toHaveValue("title");
});

test("what the server refuses stays with its reason, and what is left out waits by the column", async () => {
  const answers = { "board/labels:list": [], [CREATE]: makes("Two") };
  const first = await paste("One\nTwo\nThree", { answers });
  await userEvent.click(await screen.findByRole("button", { name: "Make 3 cards" }));
  expect(await rows()).toEqual(["TwoThis person isn’t in the task’s channel."]);
  await userEvent.keyboard("{Escape}");
  first.unmount();
  show(column, { answers });
  await userEvent.click(screen.getByRole("button", { name: "1 pasted line" }));
  expect(await rows()).toEqual(["Two"]);
  await userEvent.click(screen.getByRole("button", { name: "Discard" }));
  expect(screen.queryByRole("button", { name: /pasted/ })).toBeNull();
  expect(localStorage).toHaveLength(0);
});

test("many are made a few at a time; a failure in the middle keeps the rest, and they are sent with the same id again", async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `Card ${i}`);
  let [isAway, sent] = [true, 0];
  const refuse = ({ name }: { name: string }) =>
    name === CREATE && ++sent === 2 && isAway ? new ConvexError({ code: "TOO_FAST" }) : undefined;
  const shown = await paste(lines.join("\n"), { refuse });
  await userEvent.click(await screen.findByRole("button", { name: "Make 60 cards" }));
  const again = await screen.findByRole("button", { name: "Make 40 cards" });
  isAway = false;
  await userEvent.click(again);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const made = batches(shown);
  expect(made.map(({ drafts }) => drafts[0]?.title)).toEqual(["Card 0", "Card 20", "Card 20", "Card 40"]);
  expect(made[1]?.clientId).toBe(made[2]?.clientId);
  expect(new Set(made.map(({ clientId }) => clientId)).size).toBe(3);
});

test("more than five hundred are made in rounds, and it is said", async () => {
  const lines = Array.from({ length: 502 }, (_, i) => `Card ${i}`);
  const shown = await paste(lines.join("\n"));
  expect(await screen.findByText(/500 cards at once: 2 more rows wait here/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Make 500 cards" }));
  await userEvent.click(await screen.findByRole("button", { name: "Make 2 cards" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(batches(shown).flatMap(({ drafts }) => drafts.map(({ title }) => title))).toEqual(lines);
});
