import { Link } from "react-router";
import { useWorkspace, WorkspaceLogo } from "@/features/workspace";
import { texts } from "@/texts";
import { useMailLink, type MailLinkResult } from "./useMailLink";

function titleOf({ action, title = "", kind = "digest" }: MailLinkResult): string {
  switch (action) {
    case "done":
      return texts.emails.wasDone(title);
    case "snooze":
      return texts.emails.wasSnoozed(title);
    case "claim":
      return texts.emails.wasClaimed(title);
    case "unsubscribe":
      return texts.emails.stopped[kind];
    default:
      return action satisfies never;
  }
}

/** Behind a link of a mail: does what it says once, and tells. Its token leaves the address as soon as it is read. */
export function MailLink() {
  const { result, problem } = useMailLink();
  const workspace = useWorkspace();
  return (
    <main className="grid h-full place-items-center bg-bg-sunken p-6">
      <div className="grid max-w-sm justify-items-center gap-3 text-center" role="status">
        <WorkspaceLogo size={40} />
        <h1 className="text-title font-semibold [overflow-wrap:anywhere]">
          {problem ? texts.emails.nothingChanged : result ? titleOf(result) : texts.ui.oneMoment}
        </h1>
        {problem && <p className="text-text-muted">{problem}</p>}
        {result?.action === "unsubscribe" && <p className="text-text-muted">{texts.emails.stoppedHint}</p>}
        {(problem ?? result) && (
          <Link to="/" className="finger relative font-medium text-accent-text hover:underline">
            {texts.emails.openWorkspace(workspace?.name ?? texts.ui.app)}
          </Link>
        )}
      </div>
    </main>
  );
}
