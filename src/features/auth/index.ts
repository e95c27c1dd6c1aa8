import { lazy } from "react";

export { RequireSignIn } from "./RequireSignIn";
export const AuthPage = lazy(() => import("./AuthPage"));
