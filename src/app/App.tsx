import { lazy, Suspense } from "react";
import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { TooltipProvider } from "@/ui/Tooltip";
import { router } from "./routes";

const Toasts = lazy(() => import("@/ui/Toasts"));

export function App() {
  return (
    <AuthProvider>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Suspense fallback={null}>
          <Toasts />
        </Suspense>
      </TooltipProvider>
    </AuthProvider>
  );
}
