import type { Id } from "@convex/_generated/dataModel";
import { areSteps, TRIGGERS } from "@convex/shared/board/automations";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/features/users";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { DialogActions } from "@/ui/floating/Dialog";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import {
  EMPTY,
  isComplete,
  newStep,
  newTrigger,
  readDraft,
  stepsAfter,
  type AutomationDraft,
  type Step,
} from "./automation";
import { Choice } from "./Choice";
import { Rehearsal } from "./Rehearsal";
import { StepRow } from "./StepRow";
import { TriggerFields } from "./TriggerFields";
import { useAutomationActions, type Automation } from "./useAutomations";

type Props = {
  channelId: Id<"channels">;
  columns: readonly BoardColumn[];
  /** The one that is changed; a new one otherwise. */
  automation: Automation | undefined;
  onClose: () => void;
};

/** What sets an automation off and what it does. What is chosen stays in this browser until it is saved or discarded. */
export function AutomationForm({ channelId, columns, automation, onClose }: Props) {
  const begun = automation ?? EMPTY;
  const place = `automation:${automation?._id ?? channelId}`;
  const { draft, setDraft, dropDraft } = useDraft(place, (stored) => readDraft(stored, begun));
  const [isTried, setIsTried] = useState(false);
  const { save } = useAutomationActions(channelId);
  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    await save(automation?._id, draft);
    dropDraft();
    onClose();
  });
  const { when } = draft;
  const change = (changes: Partial<AutomationDraft>) => setDraft((now) => ({ ...now, ...changes }));
  return (
    <form className="grid gap-4" onSubmit={handleSubmit}>
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 text-small font-medium">{texts.automations.when}</legend>
        <div className="flex flex-wrap items-center gap-2">
          <Choice
            label={texts.automations.trigger}
            value={when.kind}
            options={TRIGGERS.map((kind) => ({ value: kind, label: texts.automations.triggers[kind] }))}
            onChange={(kind) => change({ when: newTrigger(kind) })}
          />
          <TriggerFields when={when} columns={columns} onChange={(next) => change({ when: next })} />
        </div>
      </fieldset>
      <Steps draft={draft} channelId={channelId} columns={columns} onChange={(steps) => change({ steps })} />
      {isTried && <Rehearsal channelId={channelId} columns={columns} draft={draft} onOpen={onClose} />}
      <FormError text={error} />
      <DialogActions>
        <Button
          look="ghost"
          className="me-auto"
          disabled={!isComplete(draft)}
          aria-expanded={isTried}
          onClick={() => setIsTried(!isTried)}
        >
          {texts.automations.tryOne}
        </Button>
        <Button
          onClick={() => {
            dropDraft();
            onClose();
          }}
        >
          {texts.ui.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy || !isComplete(draft)}>
          {texts.ui.save}
        </Button>
      </DialogActions>
    </form>
  );
}

type StepsProps = Pick<Props, "channelId" | "columns"> & {
  draft: AutomationDraft;
  onChange: (steps: readonly Step[]) => void;
};

function Steps({ draft: { when, steps }, channelId, columns, onChange }: StepsProps) {
  const [next] = stepsAfter(when, steps);
  const kinds = steps.map(({ kind }) => kind);
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-small font-medium">{texts.automations.follows}</legend>
      <ol className="grid gap-2">
        {steps.map((one, i) => (
          <StepRow
            // Steps have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            key={i}
            n={i + 1}
            step={one}
            kinds={stepsAfter(when, steps.slice(0, i))}
            isOfMessage={when.kind === "reacted"}
            channelId={channelId}
            columns={columns}
            onChange={(changed) => onChange(steps.with(i, changed))}
            onRemove={steps.length > 1 ? () => onChange(steps.toSpliced(i, 1)) : undefined}
          />
        ))}
      </ol>
      {!areSteps(when, kinds) && (
        <p className="text-small text-text-muted" role="status">
          {texts.automations.cardFirst}
        </p>
      )}
      {next && steps.length < LIMITS.automationSteps && (
        <Button
          size="small"
          look="ghost"
          className="justify-self-start"
          onClick={() => onChange([...steps, newStep(next)])}
        >
          <Icon of={Plus} size={14} />
          {texts.automations.addStep}
        </Button>
      )}
    </fieldset>
  );
}
