import type { Id } from "@convex/_generated/dataModel";
import { Zap } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";

const AutomationsDialog = lazy(retryImport(() => import("./AutomationsDialog")));

/** Opens what a channel's board does by itself. */
export function AutomationsButton({ channelId }: { channelId: Id<"channels"> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <IconButton label={texts.board.automations} onClick={() => setIsOpen(true)}>
        <Icon of={Zap} />
      </IconButton>
      {isOpen && (
        <Suspense>
          <AutomationsDialog channelId={channelId} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
