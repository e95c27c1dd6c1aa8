import { Link } from "react-router";
import { texts } from "@/texts";
import { AuthCard } from "./AuthCard";
import { SignUpForm } from "./SignUpForm";
import { useAuthStatus } from "./useAuthStatus";

const SignInLink = () =>
  texts.auth.alreadyMember((text) => (
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      {text}
    </Link>
  ));

export function SignUpPage() {
  const status = useAuthStatus();
  if (!status) return <AuthCard title={texts.ui.app} lead={texts.auth.connecting} />;
  if (status.needsFirstUser) {
    return (
      <AuthCard
        title={texts.auth.createYourWorkspace}
        lead={texts.auth.firstPersonLead}
        foot={texts.auth.staysHere}
      >
        <SignUpForm action={texts.auth.createWorkspace} />
      </AuthCard>
    );
  }
  if (!status.openSignUp) {
    return (
      <AuthCard title={texts.auth.inviteNeeded} lead={texts.auth.inviteNeededLead} foot={<SignInLink />} />
    );
  }
  return (
    <AuthCard title={texts.auth.joinTheWorkspace} lead={texts.auth.joinLead} foot={<SignInLink />}>
      <SignUpForm action={texts.auth.createAccount} />
    </AuthCard>
  );
}
