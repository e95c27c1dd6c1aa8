import { lazy } from "react";
import { persist } from "@/lib/persist";

export { RequireSignIn } from "./RequireSignIn";
export const AuthPage = lazy(persist(() => import("./AuthPage")));
