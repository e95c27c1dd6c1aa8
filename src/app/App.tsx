import { RouterProvider } from "react-router/dom";
import { AuthProvider } from "@/platform/auth/AuthProvider";
import { Toasts } from "@/ui/Toasts";
import { TooltipProvider } from "@/ui/Tooltip";
import { router } from "./routes";

export function App() {
  return (
    <AuthProvider>
      <TooltipProvider>
        <RouterProvider router={router} />
        <Toasts />
      </TooltipProvider>
    </AuthProvider>
  );
}
