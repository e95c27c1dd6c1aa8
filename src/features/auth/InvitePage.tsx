import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { authApi } from "@/platform/auth/api";
import { AuthCard } from "./AuthCard";
import { SignUpForm } from "./SignUpForm";

type Check = { state: "asking" | "valid" | "invalid" | "unknown"; invitedBy?: string | undefined };

export function InvitePage() {
  const { token = "" } = useParams();
  const [check, setCheck] = useState<Check>({ state: "asking" });
  useEffect(() => {
    authApi.checkInvite(token).then(
      ({ valid, invitedBy }) => setCheck({ state: valid ? "valid" : "invalid", invitedBy }),
      () => setCheck({ state: "unknown" }),
    );
  }, [token]);
  const signIn = (
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      Sign in instead
    </Link>
  );
  if (check.state === "asking") return <AuthCard title="You’re invited" lead="Checking the link…" />;
  if (check.state === "invalid") {
    return (
      <AuthCard
        title="This invite no longer works"
        lead="This invite was already used, revoked or has expired. Ask for a new link."
        foot={signIn}
      />
    );
  }
  return (
    <AuthCard
      title="You’re invited"
      lead={`${check.invitedBy ? `${check.invitedBy} invited you to Tandem.` : ""} Choose a name and a password to join.`}
      foot={signIn}
    >
      <SignUpForm action="Join workspace" inviteToken={token} />
    </AuthCard>
  );
}
