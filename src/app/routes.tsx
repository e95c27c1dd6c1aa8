import { createBrowserRouter } from "react-router";
import { loadBoard } from "@/features/tasks";
import { AuthPage, RequireSignIn } from "@/features/auth";
import { persist } from "@/lib/persist";
import { ErrorScreen } from "./ErrorScreen";
import { NotFoundPage } from "./NotFoundPage";
import { ShellSkeleton } from "./ShellSkeleton";

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
        lazy: persist(async () => ({ Component: (await import("./MailLinkPage")).MailLinkPage })),
      },
      { path: "/reset-password", element: <AuthPage page="reset-password" /> },
      {
        element: <RequireSignIn fallback={<ShellSkeleton />} />,
        children: [
          {
            lazy: persist(async () => ({ Component: (await import("./Shell")).Shell })),
            children: [
              {
                index: true,
                lazy: persist(async () => ({ Component: (await import("./HomePage")).HomePage })),
              },
              {
                path: "/c/:channelId",
                lazy: persist(async () => ({ Component: (await import("./ChannelPage")).ChannelPage })),
              },
              {
                path: "/c/:channelId/board",
                lazy: persist(async () => {
                  void loadBoard();
                  return { Component: (await import("./ChannelBoardPage")).ChannelBoardPage };
                }),
              },
              {
                path: "/board",
                lazy: persist(async () => {
                  void loadBoard();
                  return { Component: (await import("./BoardPage")).BoardPage };
                }),
              },
              {
                path: "/my-tasks",
                lazy: persist(async () => ({ Component: (await import("./MyTasksPage")).MyTasksPage })),
              },
              {
                path: "/browse",
                lazy: persist(async () => ({ Component: (await import("./BrowsePage")).BrowsePage })),
              },
              {
                path: "/digest",
                lazy: persist(async () => ({ Component: (await import("./DigestPage")).DigestPage })),
              },
              {
                path: "/report",
                lazy: persist(async () => ({ Component: (await import("./ReportPage")).ReportPage })),
              },
              {
                path: "/crons",
                lazy: persist(async () => ({ Component: (await import("./CronsPage")).CronsPage })),
              },
              {
                path: "/outbox",
                lazy: persist(async () => ({ Component: (await import("./OutboxPage")).OutboxPage })),
              },
              {
                path: "/ai",
                lazy: persist(async () => ({ Component: (await import("./AiPage")).AiPage })),
              },
              { path: "*", element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
]);
