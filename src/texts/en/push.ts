import type { DeviceName } from "../../lib/pushSubscription";
import { translated } from "../language";
import { plural } from "./english";

const BROWSERS = {
  edge: "Edge",
  opera: "Opera",
  samsung: "Samsung Internet",
  firefox: "Firefox",
  chrome: "Chrome",
  safari: "Safari",
};
const SYSTEMS = {
  iphone: "iPhone",
  ipad: "iPad",
  android: "Android",
  chromeos: "ChromeOS",
  mac: "macOS",
  windows: "Windows",
  linux: "Linux",
};

/** Pushes to a device: what they say, and how they are switched on. */
export const push = translated("push", {
  from: (author: string, place: string) => `${author} in ${place}`,
  line: (author: string, text: string) => `${author}: ${text}`,
  files: (count: number) => plural(count, { one: "sent a file", other: "sent # files" }),
  /** Titles of what is no message. */
  of: {
    reaction: (author: string) => `${author} reacted to your message`,
    assignment: (author: string) => `${author} changed a task of yours`,
    membership: (author: string, place: string) => `${author} added you to ${place}`,
    request: (author: string, place: string) => `${author} asks to be let into ${place}`,
    reminder: () => "You wanted to come back to this",
    waiting: (author: string) => `${author}: a task waits for yours`,
    unblocked: () => "What a task of yours waited for is done",
    refused: (_: string, place: string) => `An automation of yours in ${place} didn’t run`,
  },
  testTitle: "This is a test",
  testText: "Notifications of Tandem reach this device.",
  title: "On this device",
  about:
    "Tells you what concerns you also while Tandem is closed. What it says is encrypted for this device.",
  turnOn: "Turn on notifications",
  turnOff: "Turn off on this device",
  isOn: "Notifications come to this device.",
  sendTest: "Send a test",
  testSent: "Sent. It comes within a few seconds.",
  /** Why this device cannot be told. */
  cannot: {
    denied:
      "This browser does not let Tandem show notifications. Allow them in its settings for this site, then come back.",
    insecure: "Notifications need a secure address. Open Tandem by https, or ask whoever runs it.",
    unsupported: "This browser has no notifications of this kind.",
    homeScreen:
      "Add Tandem to the Home Screen first: Share → Add to Home Screen. Open it from there, then come back.",
    devBuild: "Notifications are part of the built app only.",
  },
  notTurnedOn: "It could not be turned on. Try again in a moment.",
  devices: "Your devices",
  loading: "Loading your devices…",
  here: "this device",
  removeDevice: (device: string) => `Remove ${device}`,
  since: (time: string) => `Since ${time}`,
  lastReached: (time: string) => `Last reached ${time}`,
  share: "Share",
  shareTo: "Share to…",
  nothingShared: "Nothing waits to be shared",
  howToShare:
    "Share a link, a text or a picture from another app with Tandem, and choose here where it goes.",
  discard: "Discard",
  newVersion: "There is a newer version.",
  reload: "Reload",
  later: "Later",
  failing: "The last one did not arrive.",
  device: ({ browser, system }: DeviceName) => {
    const name = browser ? BROWSERS[browser] : "Browser";
    return system ? `${name} on ${SYSTEMS[system]}` : name;
  },
});
