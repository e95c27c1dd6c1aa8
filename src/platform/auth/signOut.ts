import { createContext, useContext } from "react";

export const SignOutContext = createContext<() => Promise<void>>(() => Promise.resolve());

export const useSignOut = (): (() => Promise<void>) => useContext(SignOutContext);

/** Before somebody signs out. What the device cannot forget keeps nobody in. */
export async function leaveDevice(): Promise<void> {
  await import("../device/forget")
    .then(async ({ forgetDevice }) => await forgetDevice())
    .catch(() => undefined);
}
