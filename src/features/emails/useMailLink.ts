import { api } from "@convex/_generated/api";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { errorCode, errorText } from "@/platform/errorText";

export type MailLinkResult = FunctionReturnType<typeof api.emails.followLink>;

/** Does what the link in the address says, once. Its token leaves the address as soon as it is read. */
export function useMailLink(): { result: MailLinkResult | undefined; problem: string | undefined } {
  const follow = useMutation(api.emails.followLink);
  const [token] = useState(() => location.hash.slice(1));
  const [result, setResult] = useState<MailLinkResult>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    // The second run of an effect in development, or a reload, finds no token left to use.
    if (location.hash === "") return;
    history.replaceState(history.state, "", location.pathname);
    follow({ token }).then(setResult, (failure: unknown) => setError(errorText(errorCode(failure))));
  }, [follow, token]);
  return { result, problem: token === "" ? errorText("LINK_INVALID") : error };
}
