import { lazy } from "react";
import { retryImport } from "@/lib/retryImport";

export { RequireSignIn } from "./RequireSignIn";
export const AuthPage = lazy(retryImport(() => import("./AuthPage")));
