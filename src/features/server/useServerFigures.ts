import { useCallback, useEffect, useState } from "react";
import { authApi, AuthError, type ServerFigures } from "@/platform/auth/api";
import { identityKind } from "@/platform/env";
import { errorText } from "@/platform/errorText";

const EVERY_MS = 10_000;

export type Reading =
  | { state: "loading" }
  /** The data is on another server, which has no figures for us. */
  | { state: "elsewhere" }
  /** What was read last stays on the screen. */
  | { state: "failed"; error: string; figures: ServerFigures | undefined }
  | { state: "read"; figures: ServerFigures };

const figuresOf = (reading: Reading) => ("figures" in reading ? reading.figures : undefined);

/** What an attempt that brought nothing makes of the reading before. */
function without(before: Reading, error: unknown): Reading {
  if (error instanceof AuthError && error.code === "NotFound") return { state: "elsewhere" };
  const text = error instanceof AuthError ? error.message : errorText("UNEXPECTED");
  return { state: "failed", error: text, figures: figuresOf(before) };
}

/** The figures of the server, read again every ten seconds while the page can be seen. */
export function useServerFigures(): { reading: Reading; read: () => void } {
  const [reading, setReading] = useState<Reading>(
    identityKind === "clerk" ? { state: "elsewhere" } : { state: "loading" },
  );
  const read = useCallback(() => {
    if (identityKind === "clerk" || document.visibilityState === "hidden") return;
    void authApi.serverFigures().then(
      (figures) => setReading({ state: "read", figures }),
      (error: unknown) => setReading((before) => without(before, error)),
    );
  }, []);
  useEffect(() => {
    read();
    const timer = setInterval(read, EVERY_MS);
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [read]);
  return { reading, read };
}
