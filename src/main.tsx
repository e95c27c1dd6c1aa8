import { ConvexError } from "convex/values";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import "./app/app.css";
import "./platform/theme";
import { startLanguage } from "./texts/start";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
/** Where access ends while a page is left for another one, React draws that once more: nothing went wrong. */
function onRecoverableError(error: unknown): void {
  if (!(error instanceof Error && error.cause instanceof ConvexError)) reportError(error);
}

const draw = () =>
  createRoot(root, { onRecoverableError }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );

// English is there at once; for another language the first view waits, so that none is seen in the wrong one.
const loading = startLanguage();
if (loading) void loading.then(draw);
else draw();
