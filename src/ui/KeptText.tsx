import { useState } from "react";
import { copyText } from "@/lib/copyText";
import { texts } from "@/texts";
import { Button } from "./Button";
import { toast } from "./floating/toast";

/** What somebody had typed in a thing that is gone, to be taken elsewhere: as it was when this was shown first. */
export function KeptText({ text }: { text: string }) {
  const [kept] = useState(text);
  if (kept.trim() === "") return null;
  const copy = async () => (await copyText(kept)) && toast.tell(texts.messages.textCopied);
  return (
    <section className="grid w-full gap-2 rounded-control border p-3 text-left">
      <p className="text-small text-text-muted">{texts.ui.typedInGone}</p>
      <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap [overflow-wrap:anywhere]">
        {kept}
      </p>
      <Button size="small" className="justify-self-start" onClick={() => void copy()}>
        {texts.ui.copyTyped}
      </Button>
    </section>
  );
}
