import { LIMITS } from "@convex/shared/limits";
import { useState } from "react";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { toast } from "@/ui/floating/toast";
import { CheckField, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import type { Task } from "../task";
import { useTemplateActions, useTemplates } from "./useTemplates";

type Props = { task: Pick<Task, "_id" | "title" | "channelId">; onClose: () => void };

/** Asks under which name a card is a template, and for which boards. */
export default function SaveTemplate({ task, onClose }: Props) {
  const { channelId } = task;
  const { save } = useTemplateActions();
  const templates = useTemplates(channelId);
  const [name, setName] = useState(task.title.slice(0, LIMITS.templateName));
  const [wantsAll, setWantsAll] = useState(false);
  const isForAll = wantsAll || channelId === undefined;
  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    await save(task._id, name, isForAll);
    toast.tell(texts.templates.saved);
    onClose();
  });
  const isThere = templates?.some(
    (one) => one.name === name.trim() && (one.channelId === undefined) === isForAll,
  );
  return (
    <Dialog title={texts.templates.save} description={texts.templates.saveMeans} onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label={texts.views.name}
          required
          autoComplete="off"
          maxLength={LIMITS.templateName}
          value={name}
          hint={isThere ? texts.templates.replaces : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {channelId && <CheckField label={texts.templates.forAll} checked={wantsAll} onChange={setWantsAll} />}
        <FormError text={error} />
        <DialogActions>
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="primary" disabled={isBusy || name.trim() === ""}>
            {texts.ui.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
