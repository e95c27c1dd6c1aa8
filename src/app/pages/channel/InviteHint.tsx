import { UserPlus } from "lucide-react";
import { useMe, usePeopleCount } from "@/features/users";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { labelOf } from "../../commands/commands";
import { openOverlay } from "../../commands/overlays";
import { Icon } from "@/ui/Icon";

/** The one next thing for whoever made the workspace and is still alone in it. */
export function InviteHint() {
  const canInvite = useMe()?.role === "admin";
  return canInvite && <HintForOne />;
}

function HintForOne() {
  if (usePeopleCount() !== 1) return null;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <Button look="primary" onClick={() => openOverlay("members")}>
        <Icon of={UserPlus} />
        {labelOf("invite")}
      </Button>
      <span className="text-text-muted">{texts.pages.youAreAlone}</span>
    </div>
  );
}
