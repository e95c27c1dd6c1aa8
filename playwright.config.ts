import { defineConfig } from "@playwright/test";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP *.test 127.0.0.1",
];

/** What must happen within a second is tried while nothing else runs. */
const TIMED = "categories.spec.ts";

export default defineConfig({
  testDir: "tests/e2e",
  // Each test has its server for itself, and browsers of its own.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  globalSetup: "./tests/e2e/globalSetup.ts",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    // Each test has a browser of its own, which would keep the whole app; the one of the offline shell allows it.
    serviceWorkers: "block",
    viewport: { width: 1280, height: 800 },
    // Recording every step takes half as long again: `npx playwright test --trace on` where one is needed.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args },
  },
  projects: [
    { name: "timed", testMatch: TIMED, workers: 1 },
    { name: "others", testIgnore: TIMED, dependencies: ["timed"] },
  ],
});
