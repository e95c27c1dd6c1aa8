import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { show } from "@/testing.client";
import { DAY_MS } from "@convex/shared/time";
import { InvitationsByEmail } from "./InvitationsByEmail";

const INVITATION = {
  _id: "i1",
  _creationTime: 1,
  email: "zoe@example.com",
  expiresAt: Date.now() + 3 * DAY_MS,
  invitedBy: "ana",
};

const invite = async (email: string) =>
  await userEvent.type(screen.getByLabelText("Email to invite"), `${email}{Enter}`);

test("an address is invited, and an invitation is revoked", async () => {
  const { calls } = show(<InvitationsByEmail />, { answers: { "invitations:list": [INVITATION] } });
  await invite("kim@example.com");
  const open = screen.getByRole("list", { name: "Open invites" });
  expect(within(open).getByText(/zoe@example.com · expires/)).toBeVisible();
  await userEvent.click(within(open).getByRole("button", { name: "Revoke this invitation" }));
  expect(calls).toEqual([
    { name: "invitations:create", args: { email: "kim@example.com" } },
    { name: "invitations:revoke", args: { invitationId: "i1" } },
  ]);
});

test("why somebody cannot be invited is said, and what was typed stays", async () => {
  const refuse = () => new ConvexError({ code: "ALREADY_MEMBER", message: "" });
  show(<InvitationsByEmail />, { answers: { "invitations:list": [] }, refuse });
  await invite("ben@example.com");
  expect(await screen.findByRole("alert")).toHaveTextContent(/already a member/);
  expect(screen.getByLabelText("Email to invite")).toHaveValue("ben@example.com");
  expect(screen.queryByRole("list")).toBeNull();
});
