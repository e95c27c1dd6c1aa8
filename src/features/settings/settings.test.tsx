import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, answerAuth, BEN, show } from "@/testing.client";
import { AiSettings } from "./ai/AiSettings";
import { MailSettings } from "./MailSettings";
import { PeopleSettings } from "./PeopleSettings";
import { SettingsDialog } from "./SettingsDialog";

const MAIL = {
  digestDays: "workdays",
  digestHour: 8,
  nextDigestAt: undefined,
  weeklyReport: true,
  mentionMinutes: 15,
  timeZone: "Europe/Berlin",
  isZoneChosen: false,
};
const AI = {
  mode: "rules",
  provider: null,
  monthlyTokens: 1000,
  usage: [],
  total: { requests: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 },
};

afterEach(() => vi.unstubAllGlobals());

test("one's name is saved once it is another one, and not when it is empty", async () => {
  const { calls } = show(
    <SettingsDialog onClose={() => undefined} onStatus={() => undefined} onSignOut={() => undefined} />,
  );
  const save = screen.getByRole("button", { name: "Save" });
  expect(save).toBeDisabled();
  await userEvent.clear(screen.getByLabelText("Your name"));
  expect(save).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Your name"), "Ana R.");
  await userEvent.click(save);
  expect(calls).toEqual([{ name: "users:update", args: { name: "Ana R." } }]);
});

test("signing out is asked of whoever opened the settings", async () => {
  const onSignOut = vi.fn<() => void>();
  show(<SettingsDialog onClose={() => undefined} onStatus={() => undefined} onSignOut={onSignOut} />);
  await userEvent.click(screen.getByRole("button", { name: "Sign out" }));
  expect(onSignOut).toHaveBeenCalledOnce();
});

test("admins change people; members see who is there", async () => {
  answerAuth({ invites: [] });
  const { unmount } = show(<PeopleSettings />);
  expect(screen.getByRole("button", { name: "Change Ben Ito" })).toBeVisible();
  expect(screen.getByRole("region", { name: "Invite links" })).toBeVisible();
  expect(screen.getByText("2 members")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "Deactivated" }));
  const left = screen.getByRole("list", { name: "Deactivated" });
  expect(within(left).getByText("Zoe Park")).toBeVisible();
  expect(within(left).getByRole("button", { name: "Reactivate" })).toBeVisible();
  unmount();
  show(<PeopleSettings />, { me: BEN });
  expect(screen.getByText("Ana Ruiz")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

test("an admin removes the picture of somebody once they were asked; who has none has nothing to remove", async () => {
  answerAuth({ invites: [] });
  const { unmount } = show(<PeopleSettings />);
  await userEvent.click(screen.getByRole("button", { name: "Change Ben Ito" }));
  expect(await screen.findByRole("menuitem", { name: "Make admin" })).toBeVisible();
  expect(screen.queryByRole("menuitem", { name: /picture/ })).toBeNull();
  unmount();
  const { calls } = show(<PeopleSettings />, { people: [ANA, { ...BEN, picture: "p1" }] });
  await userEvent.click(screen.getByRole("button", { name: "Change Ben Ito" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Remove picture…" }));
  const asked = screen.getByRole("dialog", { name: "Remove the picture of Ben Ito?" });
  expect(calls).toEqual([]);
  await userEvent.click(within(asked).getByRole("button", { name: "Remove picture" }));
  expect(calls).toEqual([{ name: "users:removePicture", args: { userId: "ben" } }]);
});

test("one’s own picture is chosen, exchanged and removed in the profile", async () => {
  const { unmount } = show(
    <SettingsDialog onClose={() => undefined} onStatus={() => undefined} onSignOut={() => undefined} />,
  );
  expect(screen.getByRole("button", { name: "Choose a picture" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Remove" })).toBeNull();
  unmount();
  const { calls } = show(
    <SettingsDialog onClose={() => undefined} onStatus={() => undefined} onSignOut={() => undefined} />,
    {
      me: { ...ANA, picture: "p1" },
    },
  );
  expect(screen.getByRole("button", { name: "Change picture" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Remove" }));
  expect(calls).toEqual([{ name: "users:removePicture", args: { userId: "ana" } }]);
});

test("people are narrowed down by what is typed of their names", async () => {
  answerAuth({ invites: [] });
  show(<PeopleSettings />);
  await userEvent.type(screen.getByRole("searchbox", { name: "Search people" }), "it");
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  expect(screen.getByText("Ben Ito")).toBeVisible();
  await userEvent.type(screen.getByRole("searchbox", { name: "Search people" }), "x");
  expect(screen.getByText("No matches for “itx”")).toBeVisible();
});

test("the only admin cannot step down, and one of several can", async () => {
  answerAuth({ invites: [] });
  const { unmount } = show(<PeopleSettings />);
  await userEvent.click(screen.getByRole("button", { name: "Change Ana Ruiz" }));
  expect(await screen.findByRole("menuitem", { name: /Step down/ })).toHaveAttribute("aria-disabled", "true");
  unmount();
  show(<PeopleSettings />, { people: [ANA, { ...BEN, isAdmin: true }] });
  await userEvent.click(screen.getByRole("button", { name: "Change Ana Ruiz" }));
  expect(await screen.findByRole("menuitem", { name: /Step down/ })).not.toHaveAttribute("aria-disabled");
});

test("an invite by email shows the link to copy where the server can’t send it", async () => {
  const invite = { id: "i1", url: "/invite/secret", expiresAt: Date.now() + 1_000 };
  answerAuth({ invites: [], "POST invites": invite, status: { canMail: false } });
  show(<PeopleSettings />);
  await userEvent.type(screen.getByLabelText("Or email one to"), "zoe@example.com{Enter}");
  expect(await screen.findByLabelText("Invite link")).toHaveValue(`${location.origin}/invite/secret`);
});

test("each email setting is saved as it is chosen", async () => {
  const { calls } = show(<MailSettings onClose={() => undefined} />, {
    answers: { "inbox/mailSettings:get": MAIL },
  });
  expect(screen.getByText("Daily emails are off. You can always read Today here.")).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "Every day" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Email it to me" }));
  await userEvent.click(screen.getByRole("radio", { name: "4 hours" }));
  expect(calls.map(({ args }) => args)).toEqual([
    { digestDays: "everyday" },
    { weeklyReport: false },
    { mentionMinutes: 240 },
  ]);
});

test("a budget that is no whole number cannot be saved, and says what is wanted", async () => {
  const { calls } = show(<AiSettings />, { answers: { "operator/aiUsage:overview": AI } });
  await userEvent.clear(screen.getByLabelText("Tokens a month"));
  await userEvent.type(screen.getByLabelText("Tokens a month"), "1.5");
  expect(screen.getByRole("alert")).toHaveTextContent(/Enter a whole number/);
  const budget = screen.getByRole("form", { name: "Budget" });
  expect(within(budget).getByRole("button", { name: "Save" })).toBeDisabled();
  await userEvent.clear(screen.getByLabelText("Tokens a month"));
  await userEvent.type(screen.getByLabelText("Tokens a month"), "2000{Enter}");
  expect(calls).toEqual([{ name: "operator/aiUsage:save", args: { monthlyTokens: 2000 } }]);
});

test("the page of the AI says what is sent where, and what is not", () => {
  show(<AiSettings />, { me: ANA, answers: { "operator/aiUsage:overview": AI } });
  expect(screen.getByText(/Nothing leaves this server/)).toBeVisible();
  expect(screen.getByText("No tasks were sent to a provider this month.")).toBeVisible();
});
