import { lazy, Suspense, useEffect } from "react";
import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { refuseFiles } from "@/platform/refuseFiles";
import { toast } from "@/ui/floating/toast";
import { TooltipHost } from "@/ui/floating/TooltipHost";
import { router } from "./routes";
import { retryImport } from "@/lib/retryImport";

const Toasts = lazy(retryImport(() => import("@/ui/floating/Toasts")));

const sayNoFiles = () => toast.error("Files can’t be sent yet. Share a link to the file instead.");

export function App() {
  useEffect(() => refuseFiles(sayNoFiles), []);
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
