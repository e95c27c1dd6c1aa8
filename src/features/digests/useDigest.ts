import { api } from "@convex/_generated/api";
import { useAction, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { errorCode, errorText } from "@/platform/errorText";

export type DigestOfToday = FunctionReturnType<typeof api.digests.today>;

export const useDigest = (): DigestOfToday | undefined => useQuery(api.digests.today);

/** The digest as the mail it would be. */
export function useDigestMail() {
  const make = useAction(api.mail.view.digest);
  const [state, setState] = useState<{ html?: string; error?: string }>({});
  useEffect(() => {
    let isGone = false;
    make({}).then(
      ({ html }) => !isGone && setState({ html }),
      (error: unknown) => !isGone && setState({ error: errorText(errorCode(error)) }),
    );
    return () => {
      isGone = true;
    };
  }, [make]);
  return state;
}
