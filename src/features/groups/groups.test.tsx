import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { ANA, BEN, show, ZOE } from "@/testing.client";
import { closeProfile } from "@/features/users";
import { GroupDialog } from "./GroupDialog";
import { Groups } from "./Groups";

afterEach(() =>
  act(() => {
    closeProfile();
    localStorage.clear();
  }),
);

const DESIGN = { _id: "g1", handle: "design", name: "Design", memberCount: 2, isDeleted: false };
const me = (role: "admin" | "member") => ({ _id: "ana", name: "Ana Ruiz", role, isActive: true });
const page = (ids: string[]) => ({ page: ids, isDone: true, continueCursor: "" });

function open(group: object | null | undefined, { role = "member", mine = [] as string[] } = {}) {
  return show(<GroupDialog groupId={"g1" as never} onClose={() => undefined} />, {
    people: [ANA, BEN, ZOE],
    answers: {
      ...(group !== undefined && { "chat/groups:get": group }),
      "chat/groups:mine": mine,
      "chat/groups:members": page(["ben", "zoe"]),
      "users:me": me(role as "member"),
    },
  });
}

test("the list says what a group is, and leads to a new one, of which what was typed is kept", async () => {
  const { calls, unmount } = show(<Groups />, {
    answers: { "chat/groups:list": [], "chat/groups:create": "g2" },
  });
  expect(screen.getByText("No groups yet")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "New group" }));
  expect(screen.getByRole("button", { name: "Create group" })).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Name"), "Design");
  await userEvent.type(screen.getByLabelText("Handle"), "Design Team");
  expect(screen.getByText(/It will be .@design-team/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await userEvent.click(screen.getByRole("button", { name: "New group" }));
  expect(screen.getByLabelText("Handle")).toHaveValue("Design Team");
  await userEvent.click(screen.getByRole("button", { name: "Create group" }));
  expect(calls).toContainEqual({
    name: "chat/groups:create",
    args: { handle: "Design Team", name: "Design" },
  });
  unmount();
  show(<Groups />, { answers: { "chat/groups:list": [DESIGN], "chat/groups:mine": ["g1"] } });
  expect(screen.getByRole("button", { name: /Design.*@design.*2 people.*You’re in it/ })).toBeVisible();
});

test("a handle that is taken is refused where it was typed", async () => {
  const { ConvexError } = await import("convex/values");
  show(<Groups />, {
    answers: { "chat/groups:list": [DESIGN] },
    refuse: () => new ConvexError({ code: "HANDLE_TAKEN", message: "" }),
  });
  await userEvent.click(screen.getByRole("button", { name: "New group" }));
  await userEvent.type(screen.getByLabelText("Name"), "Design");
  await userEvent.type(screen.getByLabelText("Handle"), "design{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("This handle is taken.");
  expect(screen.getByLabelText("Handle")).toHaveValue("design");
});

test("everybody sees who is in a group; its people and admins change it", async () => {
  const first = open(DESIGN);
  expect(screen.getByRole("dialog", { name: "Design" })).toHaveTextContent("@design · 2 people");
  expect(screen.getByRole("region", { name: "Members" })).toHaveTextContent("Ben Ito");
  expect(screen.queryByRole("button", { name: "Add people" })).toBeNull();
  expect(screen.queryByRole("button", { name: /Remove/ })).toBeNull();
  first.unmount();
  const second = open(DESIGN, { role: "admin" });
  expect(screen.getByRole("button", { name: "Delete group" })).toBeVisible();
  second.unmount();
  const { calls } = open(DESIGN, { mine: ["g1"] });
  await userEvent.click(screen.getByRole("button", { name: "Remove Ben Ito from the group" }));
  await userEvent.click(screen.getByRole("button", { name: "Add people" }));
  await userEvent.type(screen.getByRole("combobox"), "ana{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  await userEvent.type(screen.getByLabelText("Name"), "ers");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("button", { name: "Delete group" }));
  await userEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(calls).toEqual([
    { name: "chat/groups:removeMember", args: { groupId: "g1", userId: "ben" } },
    { name: "chat/groups:addMembers", args: { groupId: "g1", userIds: ["ana"] } },
    { name: "chat/groups:update", args: { groupId: "g1", handle: "design", name: "Designers" } },
    { name: "chat/groups:remove", args: { groupId: "g1" } },
  ]);
});

test("a group that is gone, or on its way, says so", () => {
  const gone = open({ ...DESIGN, isDeleted: true });
  expect(screen.getByRole("dialog", { name: "@design" })).toHaveTextContent("This group was deleted.");
  gone.unmount();
  open(undefined);
  expect(screen.getByText("Loading the group…")).toBeInTheDocument();
});
