import { beforeEach, expect, test } from "vitest";
import type { PushData } from "@convex/shared/push/pushData";
import { shows, type FromWorker } from "@/lib/fromWorker";
import { deviceOf } from "@/lib/pushSubscription";
import { sharedText } from "@/lib/shared";
import { texts } from "@/texts";
import { openPlace, showPush, wordsOf, type Told } from "./notify";
import type { PageWindow } from "./scope";
import { kindOf } from "./shell";

const ORIGIN = "https://chat.example.org";

type Shown = { title: string; tag: string; body: string; data: Told; renotify: boolean; isClosed: boolean };

let shown: Shown[];
let windows: PageWindow[];
let opened: string[];
let told: unknown[];

function makeWindow(path: string, given: Partial<PageWindow> = {}): PageWindow {
  const window: PageWindow = {
    focused: false,
    visibilityState: "visible",
    focus: async () => {
      told.push(["focus", path]);
      return window;
    },
    postMessage: (message, transfer) => {
      const said = message as FromWorker;
      if (said.type === "open") told.push(said);
      // One that is frozen does not answer.
      else if (path !== "/frozen")
        (transfer![0] as MessagePort).postMessage(shows(new URL(ORIGIN + path), said.tag));
    },
    ...given,
  };
  return window;
}

beforeEach(() => {
  shown = [];
  windows = [];
  opened = [];
  told = [];
});

const open = () => shown.filter(({ isClosed }) => !isClosed);

const scope = {
  clients: {
    matchAll: async () => windows,
    openWindow: async (path: string) => {
      opened.push(path);
      return null;
    },
    claim: async () => undefined,
  },
  registration: {
    /** The same tag is one notification, as in browsers. */
    showNotification: async (title: string, options: { tag: string }) => {
      shown = shown.filter(({ tag }) => tag !== options.tag);
      shown.push({ title, isClosed: false, ...options } as Shown);
    },
    getNotifications: async (filter?: { tag: string }) =>
      open()
        .filter(({ tag }) => filter === undefined || tag === filter.tag)
        .map(
          (one) => Object.assign({ close: () => void (one.isClosed = true) }, { data: one.data }) as never,
        ),
  },
};

function said(text: string, given: Partial<PushData> = {}): PushData {
  return {
    tag: "c:1",
    path: `/c/1/m/${text}`,
    at: text.length,
    said: { kind: "message", author: "Ana", place: "#general", isDirect: false, text, files: 0 },
    closes: [],
    ...given,
  };
}

test("a push says who wrote what where", async () => {
  await showPush(scope, said("Hello"));
  expect(shown).toMatchObject([{ title: "Ana in #general", body: "Hello", tag: "c:1", renotify: true }]);
});

test("several of one place are one notification with the last of them", async () => {
  for (const text of ["1", "22", "333", "4444", "55555"]) await showPush(scope, said(text));
  await showPush(scope, said("elsewhere", { tag: "c:2" }));
  expect(open()).toMatchObject([
    { title: "#general", body: "Ana: 22\nAna: 333\nAna: 4444\nAna: 55555", data: { path: "/c/1/m/55555" } },
    { title: "Ana in #general" },
  ]);
});

test("the same push twice is one line, and does not ring again", async () => {
  for (const text of ["1", "22", "22"]) await showPush(scope, said(text));
  expect(open()).toMatchObject([{ body: "Ana: 1\nAna: 22", renotify: false }]);
});

test("nothing is shown of a place that is before its person, and what was shown of it goes", async () => {
  await showPush(scope, said("1"));
  windows = [makeWindow("/c/1")];
  await showPush(scope, said("22"));
  expect(open()).toEqual([]);
  windows = [makeWindow("/c/1", { visibilityState: "hidden" }), makeWindow("/frozen")];
  await showPush(scope, said("333"));
  expect(open()).toMatchObject([{ body: "333", renotify: false }]);
});

test("what was read elsewhere goes with the next push", async () => {
  await showPush(scope, said("1"));
  await showPush(scope, said("22", { tag: "t:2", closes: ["c:1"] }));
  expect(open().map(({ tag }) => tag)).toEqual(["t:2"]);
});

test.each([
  ["/c/1", "c:1", true],
  ["/c/1/m/5", "c:1", true],
  ["/c/1/d/2026-11-30", "c:1", true],
  ["/c/1/board", "c:1", false],
  ["/c/12", "c:1", false],
  ["/c/1?thread=abc", "t:abc", true],
  ["/c/1", "t:abc", false],
  ["/board?task=abc", "k:abc", true],
  ["/inbox", "k:abc", false],
  ["/test", "test", false],
])("%s shows %s: %s", (path, tag, expected) => {
  expect(shows(new URL(ORIGIN + path), tag)).toBe(expected);
});

test("a direct message is titled by its author, a file without words is said to be one", () => {
  const direct = {
    kind: "message",
    author: "Ben",
    place: "Ben",
    isDirect: true,
    text: "",
    files: 2,
  } as const;
  expect(wordsOf(direct, [])).toMatchObject({ title: "Ben", body: "sent 2 files" });
  const group = { ...direct, place: "Ben, Zoe", text: "Hi" };
  expect(wordsOf(group, [])).toMatchObject({ title: "Ben in Ben, Zoe", body: "Hi" });
  const task = { kind: "assignment", author: "Ana", place: "", text: "Mend the roof" } as const;
  expect(wordsOf(task, [])).toMatchObject({
    title: "Ana changed a task of yours",
    body: "Mend the roof",
  });
});

test("a click shows the place in the window in use, and opens one where there is none", async () => {
  const click = async () => {
    const [notification] = await scope.registration.getNotifications();
    await openPlace(scope, notification!);
  };
  await showPush(scope, said("1"));
  await click();
  expect([opened, open()]).toEqual([["/c/1/m/1"], []]);
  windows = [makeWindow("/inbox", { visibilityState: "hidden" }), makeWindow("/board", { focused: true })];
  await showPush(scope, said("22"));
  await click();
  expect(told).toEqual([{ type: "open", path: "/c/1/m/22" }, ["focus", "/board"]]);
  expect(opened).toHaveLength(1);
});

test.each([
  ["GET", "navigate", "/c/1", "page"],
  ["GET", "navigate", "/", "page"],
  ["GET", "navigate", "/http/files/1", "other"],
  ["GET", "cors", "/assets/index-1.js", "file"],
  ["GET", "no-cors", "/favicon.svg", "file"],
  ["GET", "cors", "/api/query", "other"],
  ["GET", "cors", "/api/auth/token", "other"],
  ["POST", "cors", "/api/mutation", "other"],
  ["GET", "no-cors", "/http/files/1?pass=x", "other"],
  ["GET", "cors", "/files/1", "other"],
  ["GET", "cors", "/unknown.json", "other"],
  ["POST", "navigate", "/share", "share"],
  ["GET", "navigate", "/share", "page"],
] as const)("%s by %s of %s is %s", (method, mode, path, expected) => {
  expect(kindOf({ method, mode, url: ORIGIN + path }, ORIGIN, new Set(["/favicon.svg"]))).toBe(expected);
});

test("what is another's is not ours", () => {
  const asked = { method: "GET", mode: "navigate", url: "https://other.example/assets/a.js" } as const;
  expect(kindOf(asked, ORIGIN, new Set())).toBe("other");
});

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    "Chrome on Linux",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
    "Safari on iPhone",
  ],
  ["Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"],
  ["", "Browser"],
])("%s is called %s", (userAgent, name) => {
  expect(texts.push.device(deviceOf(userAgent))).toBe(name);
});

test("what is shared says each thing once", () => {
  const link = "https://example.org/a";
  expect(sharedText({ title: "A page", text: link, url: link })).toBe(`A page\n${link}`);
  expect(sharedText({ title: "", text: `Look: ${link}`, url: link })).toBe(`Look: ${link}`);
  expect(sharedText({ title: "", text: "", url: "" })).toBe("");
});
