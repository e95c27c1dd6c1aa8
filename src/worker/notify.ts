/** How a push is shown: one notification for each place, and none where the place is before its person already. */
import type { PushData, Said } from "@convex/shared/push/pushData";
import { texts } from "@/texts";
import type { PageWindow, Registration, Scope } from "./scope";

/** What a notification keeps of what it says. */
export type Told = { path: string; lines: string[]; at: number };

const MOST_LINES = 4;
const ICON = "/icons/icon-192.png";
const BADGE = "/icons/badge-96.png";

/** Whether a window shows the place of a tag. */
export function shows(address: string, tag: string): boolean {
  const { pathname, search } = new URL(address);
  const [kind, id] = [tag.slice(0, 2), tag.slice(2)];
  if (kind === "c:") return new RegExp(`^/c/${id}(/[md]/[^/]+)?/?$`).test(pathname);
  if (kind === "t:") return search.includes(id);
  return kind === "k:" && search.includes(id);
}

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
  const isBefore = ({ url, visibilityState }: PageWindow) => visibilityState === "visible" && shows(url, tag);
  if (windows.some(isBefore)) return await close(around, tag);
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

/** What a window is told to show. */
export type OpenMessage = { type: "open"; path: string };

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
  window.postMessage({ type: "open", path } satisfies OpenMessage);
  await window.focus();
}
