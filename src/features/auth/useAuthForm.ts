import { useNavigate, useSearchParams } from "react-router";
import { renewSession } from "@/platform/auth/session";
import { useSubmit } from "@/platform/auth/useSubmit";

/** Only paths of this app: an address in the link must not lead elsewhere. */
export const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : "/");

/** A form that signs a person in and takes them where they wanted to go. */
export function useAuthForm(submit: (field: (name: string) => string) => Promise<unknown>) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return useSubmit(async (field) => {
    await submit(field);
    await renewSession();
    await navigate(safeNext(params.get("next")), { replace: true });
  });
}
