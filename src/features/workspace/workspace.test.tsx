import { fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { InvitePage } from "@/features/auth/InvitePage";
import { SignInPage } from "@/features/auth/SignInPage";
import { SettingsDialog } from "@/features/settings/SettingsDialog";
import { writeLocal } from "@/platform/localStore";
import { answerAuth, BEN, show } from "@/testing.client";
import Toasts from "@/ui/floating/Toasts";
import { WorkspaceForm } from "./WorkspaceForm";
import { WorkspaceLogo } from "./WorkspaceLogo";

const ACME = { name: "Acme", imageUrl: "http://here.example/api/storage/f1" };
const STATUS = { needsFirstUser: false, openSignUp: false, canMail: true };
const nothing = () => undefined;

afterEach(() => {
  vi.unstubAllGlobals();
  writeLocal("workspace", undefined);
});

test("who signs in and who was invited sees where to", async () => {
  answerAuth({ status: STATUS, "invites/check": { valid: true, invitedBy: "Ana" } });
  const { unmount, container } = show(<SignInPage />, { answers: { "workspace:get": ACME } });
  expect(await screen.findByRole("heading", { name: "Sign in to Acme" })).toBeVisible();
  expect(container.querySelector("img")).toHaveAttribute("src", "/api/storage/f1");
  expect(document.title).toBe("Sign in · Acme");
  unmount();
  show(<InvitePage />, { answers: { "workspace:get": ACME } });
  expect(await screen.findByText(/Ana invited you to Acme\./)).toBeVisible();
});

test("the name that this browser saw last is there before the server answers", async () => {
  answerAuth({ status: STATUS });
  const { unmount } = show(<SignInPage />);
  expect(screen.getByRole("heading", { name: "Sign in" })).toBeVisible();
  unmount();
  show(<SignInPage />, { answers: { "workspace:get": ACME } }).unmount();
  show(<SignInPage />);
  expect(await screen.findByRole("heading", { name: "Sign in to Acme" })).toBeVisible();
});

test("a picture that cannot be loaded gives way to our mark", () => {
  const { container } = show(<WorkspaceLogo size={40} />, { answers: { "workspace:get": ACME } });
  fireEvent.error(container.querySelector("img")!);
  expect(container.querySelector("img")!.src).toMatch(/^data:image\/svg/);
});

test("an admin renames the workspace and takes its picture away", async () => {
  const { calls } = show(<WorkspaceForm />, { answers: { "workspace:get": ACME } });
  const name = screen.getByLabelText("Workspace name");
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await userEvent.clear(name);
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
  await userEvent.type(name, " Acme Labs {Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Remove" }));
  expect(calls).toEqual([
    { name: "workspace:update", args: { name: "Acme Labs" } },
    { name: "workspace:update", args: { imageId: null } },
  ]);
});

test("a drawing that could hold a script is no picture", async () => {
  const { calls } = show(
    <>
      <WorkspaceForm />
      <Toasts />
    </>,
    { answers: { "workspace:get": { name: "Acme" } } },
  );
  expect(screen.queryByRole("button", { name: "Remove" })).toBeNull();
  const svg = new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" });
  fireEvent.change(screen.getByLabelText("Choose a picture", { selector: "input" }), {
    target: { files: [svg] },
  });
  expect(await screen.findByText(/Choose a PNG, JPEG or WebP/)).toBeVisible();
  expect(calls).toEqual([]);
});

test("only admins have the page of the workspace", async () => {
  const { unmount } = show(
    <SettingsDialog onClose={nothing} onStatus={() => undefined} onSignOut={nothing} />,
    {
      answers: { "workspace:get": ACME },
    },
  );
  await userEvent.click(screen.getByRole("radio", { name: "Workspace" }));
  expect(screen.getByLabelText("Workspace name")).toHaveValue("Acme");
  unmount();
  show(<SettingsDialog onClose={nothing} onStatus={() => undefined} onSignOut={nothing} />, { me: BEN });
  expect(screen.queryByRole("radio", { name: "Workspace" })).toBeNull();
});
