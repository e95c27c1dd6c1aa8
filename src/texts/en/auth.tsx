import type { ReactNode } from "react";
import { translated } from "../language";

/** A part of a sentence that is drawn in a way of its own, as a link or as code. */
type Part = (text: string) => ReactNode;

export const auth = translated("auth", {
  askAdminLead: (code: Part) => (
    <>
      If someone here uses this address, their link is now under Emails in the workspace menu, where an admin
      can open and copy it. It works for an hour. Are you the only admin? Run{" "}
      {code("npm run password-link -- you@example.com")} on the server.
    </>
  ),
  invitedLead: (name: string, workspace: string) =>
    `${name} invited you to ${workspace}. Choose a name and a password to join.`,
  newHere: (link: Part) => <>New here? {link("Create an account")}</>,
  alreadyMember: (link: Part) => <>Already a member? {link("Sign in")}</>,
  email: "Email",
  backToSignIn: "Back to sign in",
  forgotYourPassword: "Forgot your password?",
  forgotLead: "We’ll email you a link to choose a new one.",
  forgotLeadNoMail:
    "This server can’t send email yet. An admin can give you a link to choose a new password.",
  forgottenPassword: "Forgotten password",
  emailMeALink: "Email me a link",
  askForALink: "Ask for a link",
  checkYourEmail: "Check your email",
  checkEmailLead:
    "If someone here uses this address, we’ve sent a link to choose a new password. It works for an hour. Nothing there? Ask a workspace admin.",
  askAdminTitle: "Ask an admin for your link",
  signInInstead: "Sign in instead",
  invitedTitle: "You’re invited",
  checkingTheLink: "Checking the link…",
  inviteOver: "This invite no longer works",
  invitedByNobody: "Choose a name and a password to join.",
  joinWorkspace: "Join workspace",
  password: "Password",
  hidePassword: "Hide password",
  showPassword: "Show password",
  passwordChanged: "Password changed",
  passwordChangedLead: "You’re signed out on all devices. Sign in with your new password.",
  signIn: "Sign in",
  chooseANewPassword: "Choose a new password",
  getANewLink: "Get a new link",
  newPassword: "New password",
  savePassword: "Save password",
  signInTo: (workspace: string) => `Sign in to ${workspace}`,
  noAccount: "No account? Ask a workspace admin for an invite link.",
  signingIn: "Signing in…",
  passwordHint: "At least 8 characters",
  connecting: "Connecting…",
  createYourWorkspace: "Create your workspace",
  firstPersonLead: "You’re the first person here, so you’ll be its admin.",
  staysHere: "Everything stays on this server.",
  createWorkspace: "Create workspace",
  inviteNeeded: "You need an invite",
  inviteNeededLead: "Ask a workspace admin to send you an invite link.",
  joinTheWorkspace: "Join the workspace",
  joinLead: "Chat and tasks, in one place.",
  createAccount: "Create account",
});
