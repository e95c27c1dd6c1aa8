import { useCallback, useEffect, useRef, useState } from "react";
import { AuthError } from "@/platform/auth/api";
import { identityKind } from "@/platform/env";
import { errorText } from "@/platform/errorText";

export type Reading<T> =
  | { state: "loading" }
  /** The data is on another server, which has no figures for us. */
  | { state: "elsewhere" }
  /** What was read last stays on the screen. */
  | { state: "failed"; error: string; value: T | undefined }
  | { state: "read"; value: T };

export const valueOf = <T>(reading: Reading<T>): T | undefined =>
  "value" in reading ? reading.value : undefined;

/** What an attempt that brought nothing makes of the reading before. */
function without<T>(before: Reading<T>, error: unknown): Reading<T> {
  if (error instanceof AuthError && error.code === "NotFound") return { state: "elsewhere" };
  const text = error instanceof AuthError ? error.message : errorText("UNEXPECTED");
  return { state: "failed", error: text, value: valueOf(before) };
}

/**
 * What the server tells admins of itself, asked for again and again while the page can be seen.
 *
 * @param ask the same function each time; it is handed what was read last
 */
export function useReading<T>(
  ask: (before: T | undefined) => Promise<T>,
  everyMs: number,
): { reading: Reading<T>; read: () => void } {
  const [reading, setReading] = useState<Reading<T>>(
    identityKind === "clerk" ? { state: "elsewhere" } : { state: "loading" },
  );
  const asking = useRef<{ before: T | undefined; isAsked: boolean }>({ before: undefined, isAsked: false });
  const read = useCallback(() => {
    if (identityKind === "clerk" || document.visibilityState === "hidden" || asking.current.isAsked) return;
    asking.current.isAsked = true;
    void ask(asking.current.before)
      .then(
        (value) => {
          asking.current.before = value;
          setReading({ state: "read", value });
        },
        (error: unknown) => setReading((before) => without(before, error)),
      )
      .finally(() => {
        asking.current.isAsked = false;
      });
  }, [ask]);
  useEffect(() => {
    read();
    const timer = setInterval(read, everyMs);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [read, everyMs]);
  return { reading, read };
}
