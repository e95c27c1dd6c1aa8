import { EMAIL_STATES, type EmailState } from "@convex/shared/emails";
import { Mail } from "lucide-react";
import { useState } from "react";
import { texts } from "@/texts";
import { exactTime, shortAgo } from "@/texts/time";
import { useNow } from "@/platform/useNow";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { Segmented } from "@/ui/form/Segmented";
import { LoadingLines } from "@/ui/Skeleton";
import { EmailDialog } from "./EmailDialog";
import { StateBadge } from "./StateBadge";
import { useEmails, useTransport, type Email, type EmailTransport } from "./useEmails";

const filters = () =>
  [
    { value: "all", label: texts.emails.allStates },
    ...EMAIL_STATES.map((value) => ({ value, label: texts.emails.states[value] })),
  ] as const;

/** Every mail of the workspace and what became of it. */
export function Emails() {
  const [filter, setFilter] = useState<"all" | EmailState>("all");
  const [openId, setOpenId] = useState<Email["_id"]>();
  const transport = useTransport();
  const { emails, loadMore } = useEmails(filter === "all" ? undefined : filter);
  const open = emails?.find(({ _id }) => _id === openId);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b px-4 py-2">
        <div className="-mx-4 max-w-[calc(100%+2rem)] overflow-x-auto px-4">
          <Segmented label={texts.emails.state} value={filter} options={filters()} onChange={setFilter} />
        </div>
        <TransportNote transport={transport} />
      </div>
      <EmailList emails={emails} hasFilter={filter !== "all"} transport={transport} onOpen={setOpenId} />
      {loadMore && (
        <div className="grid place-items-center border-t p-2">
          <Button size="small" onClick={loadMore}>
            {texts.emails.showOlder}
          </Button>
        </div>
      )}
      {open && <EmailDialog email={open} isKept={transport === null} onClose={() => setOpenId(undefined)} />}
    </div>
  );
}

function TransportNote({ transport }: { transport: EmailTransport | undefined }) {
  const said =
    transport === null ? texts.emails.noTransport : transport && texts.emails.transports[transport];
  return <p className="min-h-5 text-small text-text-muted max-wide:w-full">{said}</p>;
}

type ListProps = {
  emails: readonly Email[] | undefined;
  hasFilter: boolean;
  transport: EmailTransport | undefined;
  onOpen: (emailId: Email["_id"]) => void;
};

function EmailList({ emails, hasFilter, transport, onOpen }: ListProps) {
  if (!emails) return <LoadingLines label={texts.emails.loadingEmails} />;
  if (emails.length === 0) {
    return (
      <Empty icon={Mail} title={hasFilter ? texts.ui.noMatches : texts.emails.noneYet}>
        {hasFilter ? texts.emails.noneWithState : texts.emails.noneYetWhy}
      </Empty>
    );
  }
  return (
    <ul aria-label={texts.commands.labels.emails} className="min-h-0 flex-1 overflow-y-auto">
      {emails.map((email) => (
        <EmailRow
          key={email._id}
          email={email}
          isKept={transport === null}
          onOpen={() => onOpen(email._id)}
        />
      ))}
    </ul>
  );
}

function EmailRow({ email, isKept, onOpen }: { email: Email; isKept: boolean; onOpen: () => void }) {
  const now = useNow();
  return (
    <li className="border-b">
      <button
        type="button"
        className="row-focus grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2 text-left hover:bg-bg-hover wide:grid-cols-[6rem_14rem_minmax(0,1fr)_5rem]"
        onClick={onOpen}
      >
        <StateBadge email={email} isKept={isKept} />
        <span className="truncate text-text-muted max-wide:order-3" title={email.to}>
          {email.to}
        </span>
        <span className="min-w-0 max-wide:order-4 max-wide:col-span-2">
          <span className="block truncate">{email.subject}</span>
          <span className="block truncate text-meta text-text-muted">
            {texts.emails.kinds[email.kind]}
            {email.error && ` · ${email.error}`}
          </span>
        </span>
        <time
          className="tabular text-right text-meta text-text-muted max-wide:order-2"
          dateTime={new Date(email._creationTime).toISOString()}
          title={exactTime(email._creationTime)}
        >
          {shortAgo(email._creationTime, now)}
        </time>
      </button>
    </li>
  );
}
