import { useState, type FormEvent } from "react";
import { formText } from "@/lib/formText";
import { AuthError } from "./api";
import { errorCode, errorText } from "../errorText";

/** A form that is sent by hand: one request at a time, a sentence when it is refused. */
export function useSubmit(submit: (field: (name: string) => string) => Promise<unknown>) {
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function run(form: HTMLFormElement) {
    const data = new FormData(form);
    setError(undefined);
    setIsBusy(true);
    try {
      await submit((name) => formText(data, name));
    } catch (failure) {
      setError(failure instanceof AuthError ? failure.message : errorText(errorCode(failure)));
    } finally {
      setIsBusy(false);
    }
  }

  return {
    error,
    /** What was refused is changed. */
    clearError: () => setError(undefined),
    isBusy,
    handleSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      if (!isBusy) void run(event.currentTarget);
    },
  };
}
