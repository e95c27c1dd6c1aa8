import { lazy, useEffect, type ComponentType } from "react";
import { matchRoutes, useLocation, useRoutes, type Location, type RouteObject } from "react-router";
import { loadBoard } from "@/features/tasks";
import { AuthPage, RequireSignIn } from "@/features/auth";
import { retryImport } from "@/lib/retryImport";
import { NotFoundPage } from "./pages/NotFoundPage";
import { ShellSkeleton } from "./shell/ShellSkeleton";

type Chunk = { Component: ComponentType; handle: () => unknown };

/** A page that comes in a chunk of its own. */
function chunk(load: () => Promise<ComponentType>): Chunk {
  const ask = retryImport(async () => ({ default: await load() }));
  return { Component: lazy(ask), handle: ask };
}

const shell = chunk(async () => (await import("./shell/Shell")).Shell);
const channel = chunk(async () => (await import("./pages/channel/ChannelPage")).ChannelPage);
const channelBoard = chunk(async () => {
  void loadBoard();
  return (await import("./pages/channel/ChannelBoardPage")).ChannelBoardPage;
});
const PAGES: RouteObject[] = [
  { index: true, ...chunk(async () => (await import("./pages/HomePage")).HomePage) },
  { path: "/c/:channelId", ...channel },
  { path: "/c/:channelId/m/:messageId", ...channel },
  { path: "/c/:channelId/d/:day", ...channel },
  { path: "/c/:channelId/board/report?", ...channelBoard },
  { path: "/c/:channelId/board/automations", ...channelBoard },
  {
    path: "/c/:channelId/files",
    ...chunk(async () => (await import("./pages/channel/ChannelFilesPage")).ChannelFilesPage),
  },
  {
    path: "/board",
    ...chunk(async () => {
      void loadBoard();
      return (await import("./pages/BoardPage")).BoardPage;
    }),
  },
  { path: "/my-tasks", ...chunk(async () => (await import("./pages/MyTasksPage")).MyTasksPage) },
  { path: "/inbox", ...chunk(async () => (await import("./pages/InboxPage")).InboxPage) },
  { path: "/drafts", ...chunk(async () => (await import("./pages/DraftsPage")).DraftsPage) },
  { path: "/share", ...chunk(async () => (await import("./pages/channel/SharePage")).SharePage) },
  { path: "/threads", ...chunk(async () => (await import("./pages/ThreadsPage")).ThreadsPage) },
  { path: "/people", ...chunk(async () => (await import("./pages/PeoplePage")).PeoplePage) },
  { path: "/browse", ...chunk(async () => (await import("./pages/BrowsePage")).BrowsePage) },
  { path: "/search", ...chunk(async () => (await import("./pages/SearchPage")).SearchPage) },
  { path: "/digest", ...chunk(async () => (await import("./pages/DigestPage")).DigestPage) },
  { path: "/report", ...chunk(async () => (await import("./pages/ReportPage")).ReportPage) },
  { path: "/crons", ...chunk(async () => (await import("./pages/CronsPage")).CronsPage) },
  { path: "/log", ...chunk(async () => (await import("./pages/LogPage")).LogPage) },
  { path: "/emails", ...chunk(async () => (await import("./pages/EmailsPage")).EmailsPage) },
  { path: "/ai", ...chunk(async () => (await import("./pages/AiPage")).AiPage) },
  { path: "/server", ...chunk(async () => (await import("./pages/ServerPage")).ServerPage) },
  { path: "*", element: <NotFoundPage /> },
];

const ROUTES: RouteObject[] = [
  { path: "/sign-in/*", element: <AuthPage page="sign-in" /> },
  { path: "/sign-up/*", element: <AuthPage page="sign-up" /> },
  { path: "/invite/:token", element: <AuthPage page="invite" /> },
  { path: "/forgot-password", element: <AuthPage page="forgot-password" /> },
  { path: "/mail-link", ...chunk(async () => (await import("./pages/MailLinkPage")).MailLinkPage) },
  { path: "/reset-password", element: <AuthPage page="reset-password" /> },
  {
    element: <RequireSignIn fallback={<ShellSkeleton />} />,
    children: [{ ...shell, children: PAGES }],
  },
];

const routesOf = (location: Pick<Location, "pathname">) =>
  (matchRoutes(ROUTES, location) ?? []).map(({ route }) => route);

// All that the first page needs is asked for at once, not each part by the one before it.
for (const route of routesOf(location)) (route as Partial<Chunk>).handle?.();

/** Routes that have been on screen. */
const shown = new Set<RouteObject>();

/** Whether nothing of a page is on its way. */
export const isReady = (location: Location): boolean => routesOf(location).every((route) => shown.has(route));

export function Routes() {
  const location = useLocation();
  useEffect(() => routesOf(location).forEach((route) => shown.add(route)), [location]);
  return useRoutes(ROUTES);
}
