import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { authApi } from "@/platform/auth/api";
import { AuthCard } from "./AuthCard";
import { SignUpForm } from "./SignUpForm";

type Check = "asking" | "valid" | "invalid" | "unknown";

export function InvitePage() {
  const { token = "" } = useParams();
  const [check, setCheck] = useState<Check>("asking");
  useEffect(() => {
    authApi.checkInvite(token).then(
      ({ valid }) => setCheck(valid ? "valid" : "invalid"),
      () => setCheck("unknown"),
    );
  }, [token]);
  const signIn = (
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      Sign in instead
    </Link>
  );
  if (check === "asking") return <AuthCard title="You’re invited" lead="Checking the link…" />;
  if (check === "invalid") {
    return (
      <AuthCard
        title="This invite no longer works"
        lead="This invite was already used, revoked or has expired. Ask for a new link."
        foot={signIn}
      />
    );
  }
  return (
    <AuthCard title="You’re invited" lead="Choose a name and a password to join the workspace." foot={signIn}>
      <SignUpForm action="Join workspace" inviteToken={token} />
    </AuthCard>
  );
}
