/** How a push is shown: one notification for each place, and none where the place is before its person already. */
import type { PushData, Said } from "@convex/shared/push/pushData";
import type { FromWorker } from "@/lib/fromWorker";
import { texts } from "@/texts";
import type { PageWindow, Registration, Scope } from "./scope";

/** What a notification keeps of what it says. */
export type Told = { path: string; lines: string[]; at: number };

const MOST_LINES = 4;
/** A window that is busy is asked in time all the same; one that is frozen is not waited for much longer. */
const PATIENCE_MS = 3_000;
const ICON = "/icons/icon-192.png";
const BADGE = "/icons/badge-96.png";

type Words = { title: string; lines: string[]; body: string };

/** The words of a push, below those of what the same notification says already. */
export function wordsOf(said: Said, earlier: readonly string[]): Words {
  const { title, line, alone } = lineOf(said);
  const lines = [...earlier, line].slice(-MOST_LINES);
  if (lines.length === 1 && alone) return { title: alone.title, lines, body: alone.text };
  return { title, lines, body: lines.join("\n") };
}

/** What a push says among others of its place, and what it says alone. */
function lineOf(said: Said): { title: string; line: string; alone?: { title: string; text: string } } {
  if (said.kind === "test") return { title: texts.push.testTitle, line: texts.push.testText };
  if (said.kind !== "message")
    return { title: texts.push.of[said.kind](said.author, said.place), line: said.text };
  const { author, place, isDirect } = said;
  const text = said.text.trim() === "" ? texts.push.files(said.files) : said.text;
  if (isDirect && author === place) return { title: place, line: text };
  const alone = { title: texts.push.from(author, place), text };
  return { title: place, line: texts.push.line(author, text), alone };
}

const windowsOf = async ({ clients }: Pick<Scope, "clients">) =>
  await clients.matchAll({ type: "window", includeUncontrolled: true });

async function close({ registration }: Pick<Scope, "registration">, tag: string): Promise<void> {
  for (const shown of await registration.getNotifications({ tag })) shown.close();
}

type Around = Pick<Scope, "clients"> & {
  registration: Pick<Registration, "showNotification" | "getNotifications">;
};

/** Shows what came. What was read elsewhere goes away with it: a push that shows nothing is one that browsers forbid. */
export async function showPush(scope: Around, { tag, path, at, said, closes }: PushData): Promise<void> {
  const around = scope as Scope;
  for (const read of closes) await close(around, read);
  const windows = await windowsOf(around);
  const visible = windows.filter(({ visibilityState }) => visibilityState === "visible");
  if ((await Promise.all(visible.map(async (window) => await isBefore(window, tag)))).includes(true))
    return await close(around, tag);
  const [known] = await scope.registration.getNotifications({ tag });
  const told = known?.data as Told | null | undefined;
  // The same once more: its service did not hear that it had arrived.
  const isAgain = told?.at === at && told.path === path;
  const earlier = isAgain ? told.lines.slice(0, -1) : (told?.lines ?? []);
  const { title, lines, body } = wordsOf(said, earlier);
  const data: Told = { path, lines, at };
  await scope.registration.showNotification(title, {
    tag,
    body,
    data,
    timestamp: at,
    // An open window has rung by itself, under the same tag.
    renotify: !isAgain && windows.length === 0,
    icon: ICON,
    badge: BADGE,
  });
}

/** Only the window knows: what browsers say of it is where it began. One that does not answer shows something else. */
async function isBefore(window: PageWindow, tag: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
  window.postMessage({ type: "shows", tag } satisfies FromWorker, [port2]);
  const is = await answer;
  port1.close();
  return is;
}

/** Shows the place in a window that is there, the one in use first, or in another one. */
export async function openPlace(scope: Pick<Scope, "clients">, notification: Notification): Promise<void> {
  notification.close();
  const { path } = notification.data as Told;
  const windows = await windowsOf(scope);
  const window =
    windows.find(({ focused }) => focused) ??
    windows.find(({ visibilityState }) => visibilityState === "visible") ??
    windows[0];
  if (!window) {
    await scope.clients.openWindow(path);
    return;
  }
  window.postMessage({ type: "open", path } satisfies FromWorker);
  await window.focus();
}
