import { useConvexAuth } from "convex/react";
import type { ReactNode } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { wasSignedIn } from "@/platform/auth/session";
import { useIsServerAway } from "@/platform/auth/useEmbeddedAuth";
import { useIsKeptOpen } from "@/platform/device/useIsKeptOpen";
import { identityKind } from "@/platform/env";

/** Everything behind the door. Who comes without a session signs in first and then continues where they were going. */
export function RequireSignIn({ fallback }: { fallback: ReactNode }) {
  const { isLoading, isAuthenticated } = useConvexAuth();
  const isServerAway = useIsServerAway();
  const isOpen = useIsKeptOpen();
  const { pathname, search } = useLocation();
  // Without a server nobody can ask who it is: whoever was signed in sees what they had read.
  if (isLoading && isOpen && wasSignedIn()) return <Outlet />;
  if (isLoading) return identityKind === "clerk" || wasSignedIn() || isServerAway ? fallback : null;
  if (isAuthenticated) return <Outlet />;
  const wanted = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={`/sign-in${wanted}`} replace />;
}
