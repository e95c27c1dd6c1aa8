import { lazy, Suspense, useEffect } from "react";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { refuseFiles } from "@/platform/files/refuseFiles";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { TooltipHost } from "@/ui/floating/TooltipHost";
import { retryImport } from "@/lib/retryImport";
import { ErrorBoundary } from "@/ui/ErrorBoundary";
import { AppRouter } from "./AppRouter";
import { ErrorScreen } from "./ErrorScreen";
import { Routes } from "./routes";
import { ShellSkeleton } from "./shell/ShellSkeleton";

const Toasts = lazy(retryImport(() => import("@/ui/floating/Toasts")));

const sayNoFiles = () => toast.error(texts.shell.noFiles);

export function App() {
  useEffect(() => refuseFiles(sayNoFiles), []);
  return (
    <AuthProvider>
      <ErrorBoundary resetKey="" fallback={(error) => <ErrorScreen error={error} />}>
        <AppRouter>
          <Suspense fallback={<ShellSkeleton />}>
            <Routes />
          </Suspense>
        </AppRouter>
      </ErrorBoundary>
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
      <TooltipHost />
    </AuthProvider>
  );
}
