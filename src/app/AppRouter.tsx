import { startTransition, useLayoutEffect, useState, type ReactNode } from "react";
import { Router, UNSAFE_createBrowserHistory as createBrowserHistory } from "react-router";
import { isReady } from "./routes";

/**
 * What `BrowserRouter` is, but that a page which is there is drawn at once, in one piece. The page before stays only while
 * the chunk of the next one is on its way.
 */
export function AppRouter({ children }: { children: ReactNode }) {
  const [history] = useState(() => createBrowserHistory({ v5Compat: true }));
  const [{ location, action }, show] = useState({ location: history.location, action: history.action });
  useLayoutEffect(
    () =>
      history.listen((next) => {
        if (isReady(next.location)) show(next);
        else startTransition(() => show(next));
      }),
    [history],
  );
  return (
    <Router navigator={history} location={location} navigationType={action}>
      {children}
    </Router>
  );
}
