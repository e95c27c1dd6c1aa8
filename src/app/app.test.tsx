import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import { ANA, BEN, show } from "@/testing.client";
import { writeDraft } from "@/platform/drafts";
import { Pane } from "@/ui/pane/Pane";
import CommandPalette from "./commands/CommandPalette";
import { closeOverlay, useOverlay } from "./commands/overlays";
import { useCommands } from "./commands/useCommands";
import { Sidebar } from "./nav/Sidebar";
import { AdminPage } from "./pages/AdminPage";
import { PaneError } from "./panes/PaneError";

const channel = (id: string, name: string, more: object = {}) => ({
  _id: id,
  _creationTime: 1,
  name,
  kind: "public",
  description: "",
  createdBy: ANA.id,
  isDefault: false,
  ...more,
});
const CHANNELS = {
  "channels:list": [channel("c1", "launch"), channel("c2", "old-launch", { archivedAt: 5 })],
  "notices:unseen": [],
};

function Fails({ error }: { error: Error }): never {
  throw error;
}

beforeEach(() => {
  closeOverlay();
  vi.spyOn(console, "error").mockImplementation(() => undefined); // React reports what the boundary catches
});

test("a task that is gone says so in a pane that closes, and not in half of the page", async () => {
  const onClose = vi.fn<() => void>();
  show(
    <PaneError
      resetKey="t1"
      gone={{ title: "This task isn’t here", text: "It was deleted." }}
      frame={(message) => (
        <Pane label="Task" title="Task" onClose={onClose}>
          {message}
        </Pane>
      )}
    >
      <Fails error={new ConvexError({ code: "NOT_FOUND" })} />
    </PaneError>,
  );
  expect(screen.getByRole("complementary", { name: "Task" })).toHaveTextContent("This task isn’t here");
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(onClose).toHaveBeenCalledOnce();
});

test("what fails on our side can be tried again, and says nothing of access", () => {
  show(
    <PaneError resetKey="t1">
      <Fails error={new Error("boom")} />
    </PaneError>,
  );
  expect(screen.getByRole("heading", { name: "Couldn’t load this" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  expect(screen.queryByText(/access/)).toBeNull();
});

test("a page for admins is one for admins", () => {
  const page = <AdminPage title="Emails">content</AdminPage>;
  const { unmount } = show(page);
  expect(screen.getByText("content")).toBeVisible();
  unmount();
  show(page, { me: BEN });
  expect(screen.queryByText("content")).toBeNull();
  expect(screen.getByRole("heading", { name: "Only admins can see this" })).toBeVisible();
});

test("the sidebar folds to icons that keep their names, and unfolds", async () => {
  show(<Sidebar />, { answers: CHANNELS });
  await userEvent.click(screen.getByRole("button", { name: "Fold the sidebar" }));
  expect(screen.queryByRole("link", { name: /launch/ })).toBeNull();
  expect(screen.getByRole("link", { name: "My tasks" })).toHaveAttribute("href", "/my-tasks");
  await userEvent.click(screen.getByRole("button", { name: "Unfold the sidebar" }));
  expect(screen.getByRole("link", { name: /launch/ })).toBeVisible();
});

test("the palette finds archived channels, and shows them to those who search", async () => {
  show(<CommandPalette />, { answers: CHANNELS });
  expect(screen.getByRole("option", { name: /launch/ })).toBeVisible();
  expect(screen.queryByRole("option", { name: /old-launch/ })).toBeNull();
  await userEvent.type(screen.getByRole("combobox"), "old");
  expect(screen.getByRole("option", { name: /old-launch.*Archived/ })).toBeVisible();
});

function Commands() {
  const overlay = useOverlay();
  return (
    <>
      <p>overlay: {overlay ?? "none"}</p>
      {useCommands().map(({ id, label, run }) => (
        <button key={id} type="button" onClick={run}>
          {label}
        </button>
      ))}
    </>
  );
}

test("members are offered no command of admins", () => {
  const { unmount } = show(<Commands />);
  expect(screen.getByRole("button", { name: "Emails" })).toBeVisible();
  unmount();
  show(<Commands />, { me: BEN });
  expect(screen.queryByRole("button", { name: "Emails" })).toBeNull();
  expect(screen.getByRole("button", { name: "New task" })).toBeVisible();
});

test("signing out asks first while there is text that would be lost", async () => {
  const first = show(<Commands />);
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(screen.getByText("overlay: none")).toBeVisible();
  first.unmount();
  writeDraft("ana:message:c1", { text: "half a thought", marks: [] });
  show(<Commands />);
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(screen.getByText("overlay: signOut")).toBeVisible();
});
