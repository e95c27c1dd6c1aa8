import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { answerAuth, show } from "@/testing.client";
import { ForgotPasswordPage } from "./ForgotPasswordPage";
import { SignInPage } from "./SignInPage";
import { SignUpPage } from "./SignUpPage";
import { safeNext } from "./useAuthForm";

const STATUS = { needsFirstUser: false, openSignUp: false, canMail: true };
const password = () => screen.getByLabelText("Password", { selector: "input" });

afterEach(() => vi.unstubAllGlobals());

test("a wrong password is said, and what was typed stays", async () => {
  answerAuth({ status: STATUS, "sign-in/email": "INVALID_EMAIL_OR_PASSWORD" });
  show(<SignInPage />);
  await userEvent.type(screen.getByLabelText("Email"), "ana@example.com");
  await userEvent.type(password(), "guess{Enter}");
  expect(await screen.findByRole("alert")).toHaveTextContent("Wrong email or password.");
  expect(screen.getByLabelText("Email")).toHaveValue("ana@example.com");
});

async function askForPassword(canMail: boolean) {
  answerAuth({ status: { ...STATUS, canMail }, "request-password-reset": {} });
  show(<ForgotPasswordPage />);
  await userEvent.type(screen.getByLabelText("Email"), "eve@example.com{Enter}");
}

test("whoever asks for a new password learns what to do, and not whether there is an account", async () => {
  await askForPassword(true);
  expect(await screen.findByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(screen.getByText(/If someone here uses this address/)).toBeVisible();
});

test("where the server can’t send email, it says who has the link", async () => {
  await askForPassword(false);
  expect(await screen.findByRole("heading", { name: "Ask an admin for your link" })).toBeVisible();
});

test("the first person creates the workspace; later ones need an invite", async () => {
  answerAuth({ status: { ...STATUS, needsFirstUser: true } });
  const { unmount } = show(<SignUpPage />);
  expect(await screen.findByRole("heading", { name: "Create your workspace" })).toBeVisible();
  unmount();
  answerAuth({ status: STATUS });
  show(<SignUpPage />);
  expect(await screen.findByRole("heading", { name: "You need an invite" })).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

test("a password can be looked at", async () => {
  answerAuth({ status: STATUS });
  show(<SignInPage />);
  expect(password()).toHaveAttribute("type", "password");
  await userEvent.click(screen.getByRole("button", { name: "Show password" }));
  expect(password()).toHaveAttribute("type", "text");
});

test.each([
  ["/c/abc?thread=1", "/c/abc?thread=1"],
  ["https://evil.example", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  [null, "/"],
])("after signing in, %j leads to %s", (next, path) => expect(safeNext(next)).toBe(path));
