import { api } from "@convex/_generated/api";
import type { EmailState } from "@convex/shared/emails";
import { useAction, useMutation, usePaginatedQuery, useQuery } from "convex/react";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { useEffect, useEffectEvent, useState } from "react";
import { errorCode, errorText } from "@/platform/errorText";

const PAGE_SIZE = 50;

export type Email = FunctionReturnType<typeof api.emails.list>["page"][number];
export type EmailTransport = FunctionReturnType<typeof api.emails.transport>;
type Rendered = FunctionReturnType<typeof api.outside.mail.view.open>;

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

/** What an action answers, asked anew for each key. */
function useAnswer<T>(ask: () => Promise<T>, key: string): { answer?: T; error?: string } {
  const [state, setState] = useState<{ answer?: T; error?: string }>({});
  const asked = useEffectEvent(ask);
  useEffect(() => {
    let isGone = false;
    asked().then(
      (answer) => !isGone && setState({ answer }),
      (error: unknown) => !isGone && setState({ error: errorText(errorCode(error)) }),
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  return state;
}

/** A mail as it is sent: made anew on each look, since its text is not kept. */
export function useRendered(emailId: Email["_id"]) {
  const open = useAction(api.outside.mail.view.open);
  const { answer: mail, error } = useAnswer<Rendered>(() => open({ emailId }), emailId);
  return { mail, error };
}

export type PreviewKind = FunctionArgs<typeof api.outside.mail.view.preview>["kind"];

export function useMailPreview(kind: PreviewKind) {
  const preview = useAction(api.outside.mail.view.preview);
  const { answer, error } = useAnswer(() => preview({ kind }), kind);
  return { html: answer?.html, error };
}
