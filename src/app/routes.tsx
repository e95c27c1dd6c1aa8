import { createBrowserRouter } from "react-router";
import { loadBoard } from "@/features/tasks";
import { AuthPage, RequireSignIn } from "@/features/auth";
import { retryImport } from "@/lib/retryImport";
import { ErrorScreen } from "./ErrorScreen";
import { NotFoundPage } from "./pages/NotFoundPage";
import { ShellSkeleton } from "./shell/ShellSkeleton";

/** The shell, the channel page and the board come in chunks of their own, asked for as soon as they match. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: ErrorScreen,
    HydrateFallback: ShellSkeleton,
    children: [
      { path: "/sign-in/*", element: <AuthPage page="sign-in" /> },
      { path: "/sign-up/*", element: <AuthPage page="sign-up" /> },
      { path: "/invite/:token", element: <AuthPage page="invite" /> },
      { path: "/forgot-password", element: <AuthPage page="forgot-password" /> },
      {
        path: "/mail-link",
        lazy: retryImport(async () => ({ Component: (await import("./pages/MailLinkPage")).MailLinkPage })),
      },
      { path: "/reset-password", element: <AuthPage page="reset-password" /> },
      {
        element: <RequireSignIn fallback={<ShellSkeleton />} />,
        children: [
          {
            lazy: retryImport(async () => ({ Component: (await import("./shell/Shell")).Shell })),
            children: [
              {
                index: true,
                lazy: retryImport(async () => ({ Component: (await import("./pages/HomePage")).HomePage })),
              },
              ...["/c/:channelId", "/c/:channelId/m/:messageId", "/c/:channelId/d/:day"].map((path) => ({
                path,
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/channel/ChannelPage")).ChannelPage,
                })),
              })),
              {
                path: "/c/:channelId/board",
                lazy: retryImport(async () => {
                  void loadBoard();
                  return { Component: (await import("./pages/channel/ChannelBoardPage")).ChannelBoardPage };
                }),
              },
              {
                path: "/c/:channelId/files",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/channel/ChannelFilesPage")).ChannelFilesPage,
                })),
              },
              {
                path: "/board",
                lazy: retryImport(async () => {
                  void loadBoard();
                  return { Component: (await import("./pages/BoardPage")).BoardPage };
                }),
              },
              {
                path: "/my-tasks",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/MyTasksPage")).MyTasksPage,
                })),
              },
              {
                path: "/inbox",
                lazy: retryImport(async () => ({ Component: (await import("./pages/InboxPage")).InboxPage })),
              },
              {
                path: "/drafts",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/DraftsPage")).DraftsPage,
                })),
              },
              {
                path: "/threads",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/ThreadsPage")).ThreadsPage,
                })),
              },
              {
                path: "/browse",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/BrowsePage")).BrowsePage,
                })),
              },
              {
                path: "/search",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/SearchPage")).SearchPage,
                })),
              },
              {
                path: "/digest",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/DigestPage")).DigestPage,
                })),
              },
              {
                path: "/report",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/ReportPage")).ReportPage,
                })),
              },
              {
                path: "/crons",
                lazy: retryImport(async () => ({ Component: (await import("./pages/CronsPage")).CronsPage })),
              },
              {
                path: "/log",
                lazy: retryImport(async () => ({ Component: (await import("./pages/LogPage")).LogPage })),
              },
              {
                path: "/emails",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/EmailsPage")).EmailsPage,
                })),
              },
              {
                path: "/ai",
                lazy: retryImport(async () => ({ Component: (await import("./pages/AiPage")).AiPage })),
              },
              {
                path: "/server",
                lazy: retryImport(async () => ({
                  Component: (await import("./pages/ServerPage")).ServerPage,
                })),
              },
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
