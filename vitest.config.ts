import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "convex",
          environment: "edge-runtime",
          include: ["convex/**/*.test.ts"],
          isolate: false,
        },
      },
      {
        extends: true,
        // The suites of the backend once more, on a real engine with real clients.
        resolve: { alias: { "convex-test": new URL("./tests/contract/engineTest.ts", import.meta.url).pathname } },
        test: {
          name: "contract",
          environment: "node",
          include: ["convex/*.test.ts", "tests/contract/**/*.test.ts"],
          globalSetup: ["tests/contract/globalSetup.ts"],
          pool: "forks",
          isolate: false,
          execArgv: ["--disable-warning=ExperimentalWarning"],
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          environment: "node",
          include: ["engine/**/*.test.ts", "tests/*.test.ts", "scripts/**/*.test.ts"],
          isolate: false,
        },
      },
    ],
  },
});
