import { useEffect, useState } from "react";
import { authApi, type AuthStatus } from "@/platform/auth/api";

const AGAIN_MS = 2_000;

/** Whether anybody has signed up yet, and whether strangers may. Asks again until the server answers. */
export function useAuthStatus(): AuthStatus | undefined {
  const [status, setStatus] = useState<AuthStatus>();
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () =>
      authApi.status().then(
        (answer) => !isGone && setStatus(answer),
        () => {
          if (!isGone) timer = setTimeout(() => void ask(), AGAIN_MS);
        },
      );
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return status;
}
