import { Link } from "react-router";
import { Logo } from "@/ui/Logo";
import { useMailLink, type MailLinkResult } from "./useMailLink";

const STOPPED: Record<NonNullable<MailLinkResult["kind"]>, string> = {
  digest: "Daily emails turned off",
  weeklyReport: "Weekly reports turned off",
  mentions: "Emails about mentions turned off",
};

function titleOf({ action, title = "", kind = "digest" }: MailLinkResult): string {
  switch (action) {
    case "done":
      return `Done: ${title}`;
    case "snooze":
      return `Due tomorrow: ${title}`;
    case "claim":
      return `Assigned to you: ${title}`;
    case "unsubscribe":
      return STOPPED[kind];
    default:
      return action satisfies never;
  }
}

/** Behind a link of a mail: does what it says once, and tells. Its token leaves the address as soon as it is read. */
export function MailLink() {
  const { result, problem } = useMailLink();
  return (
    <main className="grid h-full place-items-center bg-bg-sunken p-6">
      <div className="grid max-w-sm justify-items-center gap-3 text-center" role="status">
        <Logo size={40} />
        <h1 className="text-title font-semibold [overflow-wrap:anywhere]">
          {problem ? "Nothing changed" : result ? titleOf(result) : "One moment…"}
        </h1>
        {problem && <p className="text-text-muted">{problem}</p>}
        {result?.action === "unsubscribe" && (
          <p className="text-text-muted">You can turn them on again in Settings, under Email.</p>
        )}
        {(problem ?? result) && (
          <Link to="/" className="font-medium text-accent-text hover:underline">
            Open Tandem
          </Link>
        )}
      </div>
    </main>
  );
}
