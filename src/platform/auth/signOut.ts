import { createContext, useContext } from "react";

export const SignOutContext = createContext<() => Promise<void>>(() => Promise.resolve());

export const useSignOut = (): (() => Promise<void>) => useContext(SignOutContext);
