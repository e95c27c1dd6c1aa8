import { errorCode, errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";

/** The last resort: something failed outside of every pane. */
export function ErrorScreen({ error }: { error: unknown }) {
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="grid max-w-sm justify-items-center gap-3 text-center">
        <Logo size={32} />
        <h1 className="text-title font-semibold">{texts.shell.pageFailed}</h1>
        <p className="text-text-muted">{texts.shell.lastResort(errorText(errorCode(error)))}</p>
        <Button look="primary" onClick={() => location.reload()}>
          {texts.ui.reload}
        </Button>
      </div>
    </main>
  );
}
