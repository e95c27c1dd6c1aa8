import { Link } from "react-router";
import { AuthCard } from "./AuthCard";
import { SignUpForm } from "./SignUpForm";
import { useAuthStatus } from "./useAuthStatus";

const signInLink = (
  <>
    Already a member?{" "}
    <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
      Sign in
    </Link>
  </>
);

export function SignUpPage() {
  const status = useAuthStatus();
  if (!status) return <AuthCard title="Tandem" lead="Connecting…" />;
  if (status.needsFirstUser) {
    return (
      <AuthCard
        title="Create your workspace"
        lead="You’re the first person here, so you’ll be its admin."
        foot="Everything stays on this server."
      >
        <SignUpForm action="Create workspace" />
      </AuthCard>
    );
  }
  if (!status.openSignUp) {
    return (
      <AuthCard
        title="You need an invite"
        lead="Ask a workspace admin to send you an invite link."
        foot={signInLink}
      />
    );
  }
  return (
    <AuthCard title="Join the workspace" lead="Chat and tasks, in one place." foot={signInLink}>
      <SignUpForm action="Create account" />
    </AuthCard>
  );
}
