import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useSeenRefusals } from "@/features/notices";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/floating/Dialog";
import { Icon } from "@/ui/Icon";
import { LoadingLines } from "@/ui/Skeleton";
import { useColumns } from "../columns/useColumns";
import { LabelsProvider } from "../labels/LabelsContext";
import { AutomationForm } from "./AutomationForm";
import { AutomationRow } from "./AutomationRow";
import { Rehearsal } from "./Rehearsal";
import { useAutomationActions, useAutomations, type Automation } from "./useAutomations";

type Props = { channelId: Id<"channels">; onClose: () => void };
/** One that is edited, none for a new one, or one that is tried. */
type Shown = { kind: "edit"; of: Automation | undefined } | { kind: "try"; of: Automation };

/** What a board does by itself, to be read and, by whoever arranges the board, changed. */
export default function AutomationsDialog({ channelId, onClose }: Props) {
  const board = useAutomations(channelId);
  const columns = useColumns(channelId);
  const { setOn, remove } = useAutomationActions(channelId);
  const [shown, setShown] = useState<Shown>();
  useSeenRefusals(channelId);
  const back = () => setShown(undefined);
  if (shown && columns) {
    const title = shown.kind === "try" ? texts.automations.tryOne : editTitle(shown.of);
    return (
      <Dialog title={title} width="medium" onClose={back}>
        <LabelsProvider>
          {shown.kind === "edit" && (
            <AutomationForm channelId={channelId} columns={columns} automation={shown.of} onClose={back} />
          )}
          {shown.kind === "try" && (
            <Rehearsal channelId={channelId} columns={columns} draft={shown.of} onOpen={onClose} />
          )}
        </LabelsProvider>
      </Dialog>
    );
  }
  const isFull = (board?.automations.length ?? 0) >= LIMITS.automations;
  return (
    <Dialog
      title={texts.automations.automations}
      description={texts.automations.about}
      width="medium"
      onClose={onClose}
    >
      {!(board && columns) && <LoadingLines label={texts.automations.loading} />}
      {board?.automations.length === 0 && <p className="mt-3 text-text-muted">{texts.automations.none}</p>}
      {board && columns && (
        <ul aria-label={texts.automations.automations} className="mt-3 grid gap-1.5">
          {board.automations.map((automation) => (
            <AutomationRow
              key={automation._id}
              automation={automation}
              columns={columns}
              mayChange={board.mayChange}
              onSetOn={(isOn) => void reportRefusal(setOn(automation._id, isOn))}
              onEdit={() => setShown({ kind: "edit", of: automation })}
              onTry={() => setShown({ kind: "try", of: automation })}
              onRemove={() => void reportRefusal(remove(automation._id))}
            />
          ))}
        </ul>
      )}
      {board?.mayChange === false && (
        <p className="mt-3 text-small text-text-muted">{texts.automations.readOnly}</p>
      )}
      {board?.mayChange && !isFull && (
        <Button className="mt-4" onClick={() => setShown({ kind: "edit", of: undefined })}>
          <Icon of={Plus} size={14} />
          {texts.automations.add}
        </Button>
      )}
    </Dialog>
  );
}

const editTitle = (automation: Automation | undefined): string =>
  automation ? texts.automations.edit : texts.automations.add;
