import { api } from "@convex/_generated/api";
import type { EmailState } from "@convex/shared/emails";
import { useAction, useMutation, usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { errorCode, errorText } from "@/platform/errorText";

const PAGE_SIZE = 50;

export type Email = FunctionReturnType<typeof api.emails.list>["page"][number];
export type EmailTransport = FunctionReturnType<typeof api.emails.transport>;
type Rendered = FunctionReturnType<typeof api.mail.view.open>;

export function useEmails(status: EmailState | undefined) {
  const {
    results,
    status: loading,
    loadMore,
  } = usePaginatedQuery(api.emails.list, status === undefined ? {} : { status }, {
    initialNumItems: PAGE_SIZE,
  });
  return {
    emails: loading === "LoadingFirstPage" ? undefined : results,
    loadMore: loading === "CanLoadMore" ? () => loadMore(PAGE_SIZE) : undefined,
  };
}

export const useTransport = (): EmailTransport | undefined => useQuery(api.emails.transport);

export function useRetryEmail() {
  const retry = useMutation(api.emails.retry);
  return (emailId: Email["_id"]) => retry({ emailId });
}

/** A mail as it is sent: made anew on each look, since its text is not kept. */
export function useRendered(emailId: Email["_id"]) {
  const open = useAction(api.mail.view.open);
  const [state, setState] = useState<{ mail?: Rendered; error?: string }>({});
  useEffect(() => {
    let isGone = false;
    open({ emailId }).then(
      (mail) => !isGone && setState({ mail }),
      (error: unknown) => !isGone && setState({ error: errorText(errorCode(error)) }),
    );
    return () => {
      isGone = true;
    };
  }, [open, emailId]);
  return state;
}
