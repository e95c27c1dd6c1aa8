import { lazy, Suspense } from "react";
import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { TooltipHost } from "@/ui/TooltipHost";
import { router } from "./routes";
import { persist } from "@/lib/persist";

const Toasts = lazy(persist(() => import("@/ui/Toasts")));

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
