import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { MessageList } from "./MessageList";
import type { MessageActions } from "./messageActions";

const actions = { myId: "me", isAdmin: false } as MessageActions;
const base = {
  label: "Messages",
  place: "c1",
  actions,
  editingKey: undefined,
  chosen: new Map(),
  opening: { id: "1" },
  canLoadOlder: false,
  canLoadNewer: false,
  onLoadNewer: () => undefined,
  onOpenEnd: () => undefined,
  onLoadOlder: () => undefined,
};

test("loading is announced, not shown as empty", () => {
  render(<MessageList {...base} rows={[]} isLoading intro={<p>Nothing yet</p>} />);
  expect(screen.getAllByRole("status")[0]).toHaveTextContent(/loading/i);
  expect(screen.queryByText("Nothing yet")).toBeNull();
});

test("an empty channel says what it is", () => {
  render(<MessageList {...base} rows={[]} isLoading={false} intro={<p>Nothing yet</p>} />);
  expect(screen.getByText("Nothing yet")).toBeInTheDocument();
});
