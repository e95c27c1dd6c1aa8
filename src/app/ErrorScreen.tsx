import { useRouteError } from "react-router";
import { errorCode, errorText } from "@/platform/errorText";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";

/** The last resort: something failed outside of every pane. */
export function ErrorScreen() {
  const error = useRouteError();
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center gap-3 text-center">
        <Logo size={32} />
        <h1 className="text-title font-semibold">Couldn’t load this page</h1>
        <p className="text-text-muted">
          {errorText(errorCode(error))} Your messages, tasks and drafts are safe.
        </p>
        <Button look="primary" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    </main>
  );
}
