import type { Id } from "@convex/_generated/dataModel";
import { FOR_GOOD } from "@convex/shared/ringing/levels";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { show } from "@/testing.client";
import { setNotifies, setSound } from "./browser";
import ChannelRing from "./choices/ChannelRing";
import { RingSettings } from "./choices/RingSettings";
import { endOf, endText, typedEnd } from "./lengths";
import { toRing } from "./ringer/useRinger";

afterEach(() => {
  vi.unstubAllGlobals();
  setSound(false);
  setNotifies(false);
});

/** A Saturday evening before clocks go forward in much of Europe; the tests' zone decides, whatever it is. */
const NOW = new Date(2026, 2, 28, 20, 15).getTime();
const HOUR = 3_600_000;

describe("a length", () => {
  test("ends in the morning, where it is one of days, and never where it is for good", () => {
    expect(endOf("tomorrow", NOW)).toBe(new Date(2026, 2, 29, 9).getTime());
    expect(endOf("week", NOW)).toBe(new Date(2026, 3, 4, 9).getTime());
    expect(endOf("hour", NOW)).toBe(NOW + HOUR);
    expect(endText(endOf("forGood", NOW))).toBeUndefined();
  });

  test.each<[string, number | null | undefined]>([
    ["", FOR_GOOD],
    ["on", FOR_GOOD],
    ["off", null],
    ["30m", NOW + HOUR / 2],
    ["for 2 hours", NOW + 2 * HOUR],
    ["1 day", NOW + 24 * HOUR],
    ["until tomorrow", new Date(2026, 2, 29, 9).getTime()],
    ["a week", new Date(2026, 3, 4, 9).getTime()],
    ["0m", undefined],
    ["constructor", undefined],
    ["whenever", undefined],
  ])("is typed as “%s”", (typed, end) => {
    expect(typedEnd(typed, "forGood", NOW)).toBe(end);
  });
});

const CHOICES = { workspaceLevel: "mentions", keywords: ["launch"], refusesUrgent: false };

function openSettings(more: object = {}) {
  return show(<RingSettings />, {
    answers: {
      "inbox/ringing:choices": { ...CHOICES, ...more },
      "users:me": { _id: "ana", name: "Ana Ruiz" },
    },
  });
}

describe("the settings", () => {
  test("choose a level, keywords and quiet hours", async () => {
    const { calls } = openSettings();
    await userEvent.click(screen.getByRole("radio", { name: "Everything" }));
    const words = screen.getByLabelText("Keywords");
    await userEvent.type(words, ", road map,");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await userEvent.click(screen.getByLabelText("Quiet hours on some days"));
    expect(calls.map(({ args }) => args)).toEqual([
      { level: "everything" },
      { keywords: ["launch", "road map"] },
      { quietHours: { from: 1_320, until: 420, days: [1, 2, 3, 4, 5, 6, 7] } },
    ]);
  });

  test("keep one day of the quiet hours, and change the others", async () => {
    const { calls } = openSettings({ quietHours: { from: 1_320, until: 420, days: [6, 7] } });
    await userEvent.click(screen.getByRole("checkbox", { name: "Mon" }));
    expect(calls.at(-1)?.args).toEqual({ quietHours: { from: 1_320, until: 420, days: [1, 6, 7] } });
    expect(screen.getByLabelText("From")).toHaveValue("22:00");
  });

  test("say in words what a browser that blocks notifications needs, and ask none by themselves", async () => {
    const requestPermission = vi.fn<() => Promise<string>>(() => Promise.resolve("granted"));
    const Fake = Object.assign(class {}, { permission: "denied", requestPermission });
    vi.stubGlobal("Notification", Fake);
    const { unmount } = openSettings();
    expect(screen.getByText(/Blocked in this browser/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Turn on" })).toBeNull();
    unmount();
    Fake.permission = "default";
    openSettings();
    expect(requestPermission).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Turn on" }));
    expect(requestPermission).toHaveBeenCalledOnce();
    expect(await screen.findByText(/^On\. They show/)).toBeVisible();
    await userEvent.click(screen.getByRole("button", { name: "Turn off" }));
    expect(screen.getByText("Off in this browser.")).toBeVisible();
  });

  test("end a pause", async () => {
    const pausedUntil = Date.now() + HOUR;
    const { calls } = show(<RingSettings />, {
      answers: { "inbox/ringing:choices": CHOICES, "users:me": { _id: "ana", name: "Ana", pausedUntil } },
    });
    await userEvent.click(screen.getByRole("button", { name: "Resume notifications" }));
    expect(calls).toEqual([{ name: "inbox/ringing:pause", args: { until: null } }]);
  });
});

describe("the bell of a channel", () => {
  const channelId = "c1" as Id<"channels">;
  const open = async (own: object[]) => {
    const { calls } = show(<ChannelRing channelId={channelId} />, {
      answers: { "inbox/ringing:choices": CHOICES, "inbox/ringing:channels": own },
    });
    await userEvent.click(screen.getByRole("button", { name: "Notifications of this channel" }));
    return calls;
  };

  test("chooses a level and mutes", async () => {
    const calls = await open([]);
    expect(await screen.findByRole("menuitemcheckbox", { name: "As usual (Mentions)" })).toBeChecked();
    await userEvent.click(screen.getByRole("menuitemcheckbox", { name: "Nothing" }));
    expect(calls).toEqual([{ name: "inbox/ringing:chooseIn", args: { channelId, level: "nothing" } }]);
  });

  test("says until when it is muted, and ends that", async () => {
    const calls = await open([{ channelId, mutedUntil: FOR_GOOD }]);
    expect(await screen.findByText("Muted")).toBeVisible();
    await userEvent.click(screen.getByRole("menuitem", { name: "Unmute" }));
    await waitFor(() =>
      expect(calls).toEqual([{ name: "inbox/ringing:chooseIn", args: { channelId, mutedUntil: null } }]),
    );
  });
});

test("a notification says who wrote where, and leads there", () => {
  const people = { nameOf: (id: string) => (id === "ben" ? "Ben Ito" : "Ana Ruiz") };
  const view = {
    _id: "r1" as Id<"rings">,
    at: 0,
    text: "Look, <@ana>\nnow",
    channelId: "c1" as Id<"channels">,
    messageId: "m1" as Id<"messages">,
    actorId: "ben" as Id<"users">,
  };
  expect(toRing({ ...view, cause: "mention", channelName: "launch" }, people)).toEqual({
    _id: "r1",
    place: "c:c1",
    at: 0,
    title: "Ben Ito in #launch",
    body: "Look, @Ana Ruiz now",
    path: "/c/c1/m/m1",
  });
  expect(toRing({ ...view, cause: "urgent", channelName: "" }, people).title).toBe("Urgent: Ben Ito");
});
