import { lazy, Suspense, useEffect } from "react";
import { Outlet, useLocation } from "react-router";
import { UnreadProvider } from "@/features/channels";
import { EmojiProvider } from "@/features/emoji";
import { FilesProvider } from "@/features/files";
import { KeepDrafts, MESSAGE_MUTATIONS } from "@/features/messages";
import { TASK_MUTATIONS, TaskHover } from "@/features/tasks";
import { OutboxProvider } from "@/platform/OutboxContext";
import { useBeats } from "@/features/presence";
import { PeopleProvider, toPerson, useMembership } from "@/features/users";
import { retryImport } from "@/lib/retryImport";
import { errorText } from "@/platform/errorText";
import { refusals } from "@/platform/reportRefusal";
import { useIsKeptOpen } from "@/platform/device/useIsKeptOpen";
import { useIsPhone } from "@/platform/useMedia";
import { useSignOut } from "@/platform/auth/signOut";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { AwayContext } from "@/ui/Skeleton";
import { Logo } from "@/ui/Logo";
import { toast } from "@/ui/floating/toast";
import { ConnectionBar } from "./ConnectionBar";
import { Overlays } from "./Overlays";
import { PaneError } from "../panes/PaneError";
import { References } from "../panes/References";
import { ShellSkeleton } from "./ShellSkeleton";
import { Sidebar } from "../nav/Sidebar";
import { useShortcuts } from "../commands/useShortcuts";
import { useTitle } from "./useTitle";
import { warmUp } from "./warmUp";

const BottomBar = lazy(retryImport(async () => ({ default: (await import("../nav/BottomBar")).BottomBar })));

const Ringing = lazy(retryImport(() => import("./Ringing")));
const Device = lazy(retryImport(() => import("./Device")));

const DURABLE = [...MESSAGE_MUTATIONS, ...TASK_MUTATIONS];

export function Shell() {
  const membership = useMembership();
  const isAway = useIsKeptOpen();
  if (membership.kind === "loading") return <ShellSkeleton />;
  if (membership.kind === "refused") return <Refused code={membership.code} />;
  return (
    <PeopleProvider key={membership.me._id} me={toPerson(membership.me)}>
      <UnreadProvider>
        <FilesProvider key={membership.me._id} userId={membership.me._id}>
          <OutboxProvider key={membership.me._id} userId={membership.me._id} mutations={DURABLE}>
            <EmojiProvider>
              <References>
                <AwayContext value={isAway}>
                  <Frame />
                </AwayContext>
              </References>
            </EmojiProvider>
          </OutboxProvider>
        </FilesProvider>
      </UnreadProvider>
    </PeopleProvider>
  );
}

function Frame() {
  const isPhone = useIsPhone();
  const { pathname } = useLocation();
  useShortcuts();
  useBeats();
  useTitle();
  useRefusalToasts();
  useEffect(() => warmUp(), []);
  useEffect(() => toast.leavePage(), [pathname]);
  const isInChannel = pathname.startsWith("/c/");
  const hasBottomBar = isPhone && !isInChannel;
  const isConversation = isInChannel && !/\/(board|files)/.test(pathname);
  return (
    <div className="flex h-full flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-bg-raised focus:px-3 focus:py-2"
      >
        {texts.shell.skipToContent}
      </a>
      {/* Where it covers neither a composer nor what filters a board. */}
      <ConnectionBar place={isConversation ? "underHeader" : hasBottomBar ? "overBottomBar" : "bottom"} />
      <div className="flex min-h-0 flex-1">
        {!isPhone && <Sidebar />}
        <div className="flex min-h-0 min-w-0 flex-1 flex-col wide:py-2 wide:pr-2">
          <div className="relative flex min-h-0 flex-1 overflow-hidden bg-bg wide:rounded-pane wide:border wide:shadow-near">
            <PaneError resetKey={pathname}>
              <Suspense fallback={<div className="flex-1" />}>
                <Outlet />
              </Suspense>
            </PaneError>
          </div>
        </div>
      </div>
      {hasBottomBar && (
        <Suspense fallback={<div className="h-14 shrink-0 border-t bg-bg-sunken" />}>
          <BottomBar />
        </Suspense>
      )}
      <Overlays />
      <Suspense fallback={null}>
        <KeepDrafts />
        <Ringing />
        <Device />
        <TaskHover />
      </Suspense>
    </div>
  );
}

function useRefusalToasts() {
  useEffect(
    () =>
      refusals.subscribe(() => {
        const refusal = refusals.get();
        if (refusal) toast.error(refusal.text);
      }),
    [],
  );
}

function Refused({ code }: { code: string }) {
  const signOut = useSignOut();
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center gap-3 text-center">
        <Logo size={32} />
        <h1 className="text-title font-semibold">{texts.shell.refused}</h1>
        <p className="text-text-muted">{errorText(code)}</p>
        <div className="flex gap-2">
          <Button onClick={() => location.reload()}>{texts.ui.retry}</Button>
          <Button onClick={() => void signOut()}>{texts.ui.signOut}</Button>
        </div>
      </div>
    </main>
  );
}
