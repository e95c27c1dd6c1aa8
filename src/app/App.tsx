import { lazy, Suspense } from "react";
import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { TooltipHost } from "@/ui/floating/TooltipHost";
import { router } from "./routes";
import { retryImport } from "@/lib/retryImport";

const Toasts = lazy(retryImport(() => import("@/ui/floating/Toasts")));

export function App() {
  return (
    <AuthProvider>
      <RouterProvider router={router} />
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
      <TooltipHost />
    </AuthProvider>
  );
}
