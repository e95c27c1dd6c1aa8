import { useState, type FormEvent } from "react";
import { formText } from "@/lib/formText";
import { useNavigate, useSearchParams } from "react-router";
import { renewSession } from "@/platform/auth/session";
import { errorText } from "@/platform/errorText";
import { AuthError } from "@/platform/auth/api";

/** Only paths of this app: an address in the link must not lead elsewhere. */
export const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : "/");

/** A form that signs a person in: one request at a time, a sentence when it is refused. */
export function useAuthForm(submit: (field: (name: string) => string) => Promise<unknown>) {
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const navigate = useNavigate();
  const [params] = useSearchParams();

  async function run(form: HTMLFormElement) {
    const data = new FormData(form);
    setError(undefined);
    setIsBusy(true);
    try {
      await submit((name) => formText(data, name));
      await renewSession();
      await navigate(safeNext(params.get("next")), { replace: true });
    } catch (failure) {
      setError(failure instanceof AuthError ? failure.message : errorText("UNEXPECTED"));
      setIsBusy(false);
    }
  }

  return {
    error,
    isBusy,
    handleSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      if (!isBusy) void run(event.currentTarget);
    },
  };
}
