import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./config.ts";
import { exampleFile, help, inReadme, problemsOf } from "./settings.ts";

const read = (path: string) => readFileSync(join(root, path), "utf8");
/** The widths of a table's columns are the formatter's. */
const loose = (text: string) => text.replace(/-{3,}/g, "---").replace(/ +/g, " ");

test("README and the example file are what `npm run codegen` makes of the table of settings", () => {
  expect(loose(read("README.md"))).toBe(loose(inReadme(read("README.md"))));
  expect(read("README.md")).toContain("| `PORT` ");
  expect(read(".env.local.example")).toBe(exampleFile());
});

test("every variable that is read is in the table", () => {
  const readers = [
    "scripts/config.ts",
    "convex/model/env.ts",
    "src/platform/env.ts",
    "convex/auth.config.ts",
  ];
  const names = readers.flatMap((path) => read(path).match(/(?<=env\??\.?(?:\["|\b))[A-Z][A-Z_]+\b/g) ?? []);
  // The server itself tells functions where it is and who signs people in.
  const own = ["CONVEX_SITE_URL", "SITE_URL", "IDENTITY_ISSUER", "IDENTITY_JWKS"];
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) if (!own.includes(name)) expect(help()).toContain(`  ${name}\n`);
});

test.each([
  ["PORT", "70000", 'PORT must be a number up to 65535, not "70000".'],
  ["PUBLIC_URL", "chat", 'PUBLIC_URL must be an address such as https://chat.example.org, not "chat".'],
  ["BACKUPS_KEPT", "-1", 'BACKUPS_KEPT must be a number of backups, not "-1".'],
  ["SMTP_URL", "mail", "SMTP_URL must be an address such as smtps://user:password@mail.example.org."],
  [
    "RESEND_API_KEY",
    "re_1",
    "RESEND_API_KEY needs MAIL_FROM beside it, which says whom mail is from, such as Tandem <tandem@example.org>.",
  ],
  [
    "AI_BASE_URL",
    "http://127.0.0.1/v1",
    "AI_BASE_URL must be an address such as http://127.0.0.1:11434/v1, with AI_MODEL beside it.",
  ],
  ["AI_INPUT_PRICE", "much", 'AI_INPUT_PRICE must be a number of US dollars such as 0.25, not "much".'],
  ["VITE_CLERK_PUBLISHABLE_KEY", "pk", "VITE_CLERK_PUBLISHABLE_KEY needs CLERK_JWT_ISSUER_DOMAIN beside it."],
  [
    "CLERK_WEBHOOK_SECRET",
    "secret",
    "CLERK_WEBHOOK_SECRET must be the endpoint's signing secret, which begins with whsec_.",
  ],
])("%s=%s is refused with a sentence", (name, value, problem) => {
  expect(problemsOf({ [name]: value })).toEqual([problem]);
  expect(problemsOf({ [name]: "" })).toEqual([]);
});

test("all problems are told together, and good settings have none", () => {
  expect(problemsOf({ PORT: "x", BACKUPS_KEPT: "y" })).toHaveLength(2);
  const mail = { SMTP_URL: "smtp://mail.example.org", MAIL_FROM: "Tandem <tandem@example.org>" };
  expect(problemsOf({ ...mail, PORT: "8080", AI_INPUT_PRICE: "0.25" })).toEqual([]);
});
