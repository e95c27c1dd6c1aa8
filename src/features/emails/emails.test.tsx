import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ConvexError } from "convex/values";
import { afterEach, expect, test } from "vitest";
import { show } from "@/testing.client";
import { MailLink } from "./MailLink";
import { Emails } from "./Emails";

const email = {
  _id: "e1",
  _creationTime: 1,
  to: "zoe@example.com",
  subject: "Join Tandem",
  kind: "invitation",
  status: "queued",
  attempts: 0,
};
const page = (...emails: object[]) => ({ page: emails, isDone: true, continueCursor: "" });

afterEach(() => history.replaceState(null, "", "/"));

test("without a way to send, emails are saved and the page says so", () => {
  show(<Emails />, { answers: { "emails:list": page(email), "emails:transport": null } });
  expect(screen.getByText("This server can’t send email yet. Emails are saved here.")).toBeVisible();
  expect(screen.getByRole("button", { name: /Saved.*zoe@example.com.*Join Tandem/ })).toBeVisible();
});

test("with one, the page says which, and a waiting email is queued", () => {
  show(<Emails />, { answers: { "emails:list": page(email), "emails:transport": "smtp" } });
  expect(screen.getByText("Email is sent by SMTP.")).toBeVisible();
  expect(screen.getByRole("button", { name: /Queued.*Join Tandem/ })).toBeVisible();
});

test("a workspace without emails says what will be here; an empty filter, that nothing matches", async () => {
  show(<Emails />, { answers: { "emails:list": page(), "emails:transport": "smtp" } });
  expect(screen.getByRole("heading", { name: "No emails yet" })).toBeVisible();
  await userEvent.click(screen.getByRole("radio", { name: "Failed" }));
  expect(screen.getByRole("heading", { name: "No matches" })).toBeVisible();
});

test("the link of an email does its one thing, and its token leaves the address", async () => {
  history.replaceState(null, "", "/mail-link#secret");
  const answers = { "emails:followLink": { action: "done", title: "Ship it" } };
  const { calls } = show(<MailLink />, { answers });
  expect(await screen.findByRole("heading", { name: "Done: Ship it" })).toBeVisible();
  expect(calls).toEqual([{ name: "emails:followLink", args: { token: "secret" } }]);
  expect(location.hash).toBe("");
});

test("a link that was used changes nothing and says why", async () => {
  history.replaceState(null, "", "/mail-link#secret");
  show(<MailLink />, { refuse: () => new ConvexError({ code: "LINK_USED" }) });
  expect(await screen.findByRole("heading", { name: "Nothing changed" })).toBeVisible();
  expect(screen.getByText("This link was already used.")).toBeVisible();
});
