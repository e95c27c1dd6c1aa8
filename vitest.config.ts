import { fileURLToPath, URL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests of the backend that send mail, ask a provider or read files. */
const NEEDS_NODE = "convex/**/*.node.test.ts";

/** What is slow on a machine that is busy, or gives way to others, is not broken. */
const PATIENT_MS = 120_000;

export default defineConfig({
  test: {
    // Tests do in a moment what people do in days.
    env: { RATE_LIMITS: "off" },
    // What is waited for comes at once, or late on a machine that is busy. A second is not patient.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        plugins: [react({ compiler: true })],
        resolve: { alias: { "@": here("./src"), "@convex": here("./convex") } },
        test: {
          name: "dom",
          environment: "happy-dom",
          include: ["src/**/*.test.{ts,tsx}"],
          setupFiles: ["src/testSetup.ts"],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "convex",
          environment: "edge-runtime",
          setupFiles: ["tests/support/sameEachRun.ts"],
          include: ["convex/**/*.test.ts", "tests/semantics/*.test.ts"],
          exclude: [NEEDS_NODE],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
          isolate: false,
        },
      },
      {
        extends: true,
        // The suites of the backend once more, on a real engine with real clients.
        resolve: {
          alias: { "convex-test": here("./tests/contract/engineTest.ts") },
        },
        test: {
          name: "contract",
          environment: "node",
          include: ["convex/*.test.ts", "tests/contract/**/*.test.ts"],
          // Random histories are long: the mock and the engine in memory have them.
          exclude: ["convex/events.histories.test.ts"],
          globalSetup: ["tests/contract/globalSetup.ts"],
          // Real servers and the real CLI, on machines that may be busy.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Half of the time is waiting for servers and commands.
          maxWorkers: 3,
          pool: "forks",
          isolate: false,
          execArgv: ["--disable-warning=ExperimentalWarning"],
        },
      },
      {
        extends: true,
        // The suites of the model once more, on the engine in memory; those of the functions run on real engines.
        resolve: {
          alias: { "convex-test": here("./engine/testing/index.ts") },
        },
        test: {
          name: "memory",
          environment: "node",
          setupFiles: ["tests/support/sameEachRun.ts"],
          include: [
            "convex/*/**/*.test.ts",
            "convex/events.histories.test.ts",
            "tests/semantics/*.test.ts",
            "tests/conflicts/*.test.ts",
            "tests/limits/*.test.ts",
            "tests/access/*.test.ts",
            "tests/search/*.test.ts",
          ],
          exclude: [NEEDS_NODE],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
          execArgv: ["--disable-warning=ExperimentalWarning"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          environment: "node",
          include: ["tests/faults/*.test.ts"],
          // Those that take minutes or need a tracer run with `npm run test:faults`.
          exclude: process.env.FAULTS === "whole" ? [] : ["tests/faults/*.whole.test.ts"],
          testTimeout: process.env.FAULTS === "whole" ? 3_600_000 : 120_000,
          pool: "forks",
          execArgv: ["--disable-warning=ExperimentalWarning"],
        },
      },
      {
        extends: true,
        test: {
          name: "engine",
          environment: "node",
          include: ["engine/**/*.test.ts", "tests/*.test.ts", "scripts/**/*.test.ts", NEEDS_NODE],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
          isolate: false,
        },
      },
    ],
  },
});
