import { lazy, Suspense, useEffect } from "react";
import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { refuseFiles } from "@/platform/files/refuseFiles";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import { TooltipHost } from "@/ui/floating/TooltipHost";
import { router } from "./routes";
import { retryImport } from "@/lib/retryImport";

const Toasts = lazy(retryImport(() => import("@/ui/floating/Toasts")));

const sayNoFiles = () => toast.error(texts.shell.noFiles);

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
