import { defineConfig } from "@playwright/test";

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  workers: 1,
  retries: 0,
  globalSetup: "./tests/e2e/globalSetup.ts",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: "test-results",
  use: {
    viewport: { width: 1280, height: 800 },
    // Recording every step takes half as long again: `npx playwright test --trace on` where one is needed.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
});
