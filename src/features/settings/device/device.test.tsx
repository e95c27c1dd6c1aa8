import { expect, test, vi } from "vitest";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { texts } from "@/texts";
import { show } from "@/testing.client";
import { ThisDeviceView } from "./ThisDeviceSection";
import type { ThisDevice } from "./useThisDevice";

const PHONE = {
  endpoint: "https://push.example.org/phone",
  device: "Firefox on Android",
  createdAt: 1,
  lastOkAt: 2,
};
const HERE = {
  endpoint: "https://push.example.org/here",
  device: "Chrome on Linux",
  createdAt: 1,
  error: "away",
};

function makeDevice(given: Partial<ThisDevice> = {}) {
  const called: string[] = [];
  const device: ThisDevice = {
    state: "possible",
    devices: [PHONE],
    endpoint: undefined,
    canTurnOn: true,
    turnOn: async () => void called.push("on"),
    remove: async (endpoint) => void called.push(`remove ${endpoint}`),
    test: async (endpoint) => void called.push(`test ${endpoint}`),
    ...given,
  };
  return { called, ...show(<ThisDeviceView device={device} />) };
}

test("a device that is not told yet can be turned on, and others removed", async () => {
  const { called } = makeDevice();
  await userEvent.click(screen.getByRole("button", { name: texts.push.turnOn }));
  await userEvent.click(screen.getByRole("button", { name: "Remove Firefox on Android" }));
  expect(called).toEqual(["on", `remove ${PHONE.endpoint}`]);
});

test("what could not be turned on says so, and stays to be tried again", async () => {
  const turnOn = vi.fn<() => Promise<void>>().mockRejectedValue(new Error("away"));
  makeDevice({ turnOn });
  await userEvent.click(screen.getByRole("button", { name: texts.push.turnOn }));
  expect(await screen.findByRole("alert")).toHaveTextContent(texts.push.notTurnedOn);
  expect(screen.getByRole("button", { name: texts.push.turnOn })).toBeEnabled();
});

test("a device that is told can be tested and turned off, and says that the last one did not arrive", async () => {
  const { called } = makeDevice({ devices: [PHONE, HERE], endpoint: HERE.endpoint });
  expect(screen.getByText(`· ${texts.push.here}`, { exact: false })).toBeVisible();
  expect(screen.getAllByText(texts.push.failing)).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: texts.push.sendTest }));
  expect(await screen.findByRole("status")).toHaveTextContent(texts.push.testSent);
  await userEvent.click(screen.getByRole("button", { name: texts.push.turnOff }));
  expect(called).toEqual([`test ${HERE.endpoint}`, `remove ${HERE.endpoint}`]);
});

test.each(["denied", "insecure", "homeScreen", "unsupported", "devBuild"] as const)(
  "a device that cannot be told says why: %s",
  (state) => {
    makeDevice({ state, devices: [] });
    expect(screen.getByText(texts.push.cannot[state])).toBeVisible();
    expect(screen.queryByRole("button")).toBeNull();
  },
);
