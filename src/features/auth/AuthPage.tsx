import { useConvexAuth } from "convex/react";
import { lazy, Suspense } from "react";
import { Navigate, useSearchParams } from "react-router";
import { identityKind } from "@/platform/env";
import { ForgotPasswordPage } from "./ForgotPasswordPage";
import { InvitePage } from "./InvitePage";
import { ResetPasswordPage } from "./ResetPasswordPage";
import { SignInPage } from "./SignInPage";
import { SignUpPage } from "./SignUpPage";
import { safeNext } from "./useAuthForm";
import { retryImport } from "@/lib/retryImport";

const ClerkPages = lazy(retryImport(() => import("./ClerkPages")));
const PAGES = {
  "sign-in": SignInPage,
  "sign-up": SignUpPage,
  invite: InvitePage,
  "forgot-password": ForgotPasswordPage,
  "reset-password": ResetPasswordPage,
};

type Props = { page: keyof typeof PAGES };

/** A page before the door; whoever is already inside goes on to where they wanted. */
export default function AuthPage({ page }: Props) {
  const { isAuthenticated } = useConvexAuth();
  const [params] = useSearchParams();
  if (isAuthenticated) return <Navigate to={safeNext(params.get("next"))} replace />;
  if (identityKind === "clerk") {
    return (
      <Suspense fallback={null}>
        <ClerkPages page={page === "sign-up" || page === "invite" ? "sign-up" : "sign-in"} />
      </Suspense>
    );
  }
  const Page = PAGES[page];
  return <Page />;
}
