import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { useWorkspace } from "@/features/workspace";
import { authApi } from "@/platform/auth/api";
import { errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { AuthCard } from "./AuthCard";
import { SignUpForm } from "./SignUpForm";

type Check = { state: "asking" | "valid" | "invalid" | "unknown"; invitedBy?: string | undefined };

export function InvitePage() {
  const { token = "" } = useParams();
  const [check, setCheck] = useState<Check>({ state: "asking" });
  const workspace = useWorkspace();
  useEffect(() => {
    authApi.checkInvite(token).then(
      ({ valid, invitedBy }) => setCheck({ state: valid ? "valid" : "invalid", invitedBy }),
      () => setCheck({ state: "unknown" }),
    );
  }, [token]);
  const signIn = (
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      {texts.auth.signInInstead}
    </Link>
  );
  if (check.state === "asking")
    return <AuthCard title={texts.auth.invitedTitle} lead={texts.auth.checkingTheLink} />;
  if (check.state === "invalid") {
    return <AuthCard title={texts.auth.inviteOver} lead={errorText("INVITE_INVALID")} foot={signIn} />;
  }
  return (
    <AuthCard
      title={texts.auth.invitedTitle}
      lead={
        check.invitedBy
          ? texts.auth.invitedLead(check.invitedBy, workspace?.name ?? texts.ui.app)
          : texts.auth.invitedByNobody
      }
      foot={signIn}
    >
      <SignUpForm action={texts.auth.joinWorkspace} inviteToken={token} />
    </AuthCard>
  );
}
