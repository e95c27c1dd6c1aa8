import { LIMITS } from "@convex/shared/limits";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useSubmit } from "@/platform/auth/useSubmit";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { INPUT } from "@/ui/form/Field";
import { NameField } from "@/ui/form/NameField";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { ColourMenu } from "./ColourMenu";
import { LABEL_COLOURS, type LabelColour } from "./colours";
import { LabelDot } from "./LabelDot";
import { useLabelActions, useLabelList, type Label } from "./useLabels";

/** All labels: everybody adds some, and who added one, or is an admin, changes it. */
export default function LabelsDialog({ onClose }: { onClose: () => void }) {
  const labels = useLabelList();
  const [doomed, setDoomed] = useState<Label>();
  if (doomed) return <DeleteLabel label={doomed} onClose={() => setDoomed(undefined)} />;
  return (
    <Dialog title={texts.labels.labels} description={texts.labels.about} onClose={onClose}>
      <div className="grid gap-4">
        <NewLabel labels={labels ?? []} />
        {labels === undefined && <LoadingLines label={texts.labels.loading} />}
        {labels?.length === 0 && <p className="text-text-muted">{texts.labels.none}</p>}
        {labels && labels.length > 0 && (
          <ul aria-label={texts.labels.labels} className="-mx-2">
            {labels.map((label) => (
              <LabelRow key={label._id} label={label} onDelete={() => setDoomed(label)} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

const FIELD = `${INPUT} h-8 min-w-0 flex-1 touch:h-11 touch:text-[16px]`;

function NewLabel({ labels }: { labels: readonly Label[] }) {
  const { add } = useLabelActions();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<LabelColour>();
  // A colour that the fewest have.
  const uses = (colour: LabelColour) => labels.filter((label) => label.colour === colour).length;
  const colour = chosen ?? LABEL_COLOURS.toSorted((a, b) => uses(a) - uses(b))[0]!;
  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    await add(name, colour);
    setName("");
    setChosen(undefined);
  });
  return (
    <form className="grid gap-2" onSubmit={handleSubmit}>
      <div className="flex items-center gap-1">
        <ColourMenu name={texts.labels.newLabel} colour={colour} onChange={setChosen} />
        <input
          aria-label={texts.labels.newLabel}
          placeholder={texts.labels.newLabel}
          dir="auto"
          required
          autoComplete="off"
          maxLength={LIMITS.tag}
          value={name}
          className={FIELD}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" look="primary" disabled={isBusy || name.trim() === ""}>
          {texts.labels.add}
        </Button>
      </div>
      <FormError text={error} />
    </form>
  );
}

function LabelRow({ label, onDelete }: { label: Label; onDelete: () => void }) {
  const { mayChange, recolour, rename } = useLabelActions();
  const { _id, name, colour } = label;
  if (!mayChange(label)) {
    return (
      <li className="flex h-9 items-center gap-2 px-2 touch:h-11">
        <span className="grid size-8 place-items-center">
          <LabelDot colour={colour} className="!size-3" />
        </span>
        <span dir="auto" className="truncate">
          {name}
        </span>
      </li>
    );
  }
  return (
    <li className="flex min-h-9 items-center gap-1 rounded-control px-2 hover:bg-bg-hover">
      <ColourMenu name={name} colour={colour} onChange={(next) => void reportRefusal(recolour(_id, next))} />
      <NameField
        key={name}
        label={texts.labels.nameOf(name)}
        name={name}
        maxLength={LIMITS.tag}
        onSave={(next) => void reportRefusal(rename(_id, next))}
      />
      <IconButton label={texts.labels.deleteOne(name)} isSmall onClick={onDelete}>
        <Icon of={Trash2} size={14} />
      </IconButton>
    </li>
  );
}

function DeleteLabel({ label, onClose }: { label: Label; onClose: () => void }) {
  const { remove } = useLabelActions();
  const end = (keepsTags: boolean) => {
    onClose();
    void reportRefusal(remove(label._id, keepsTags));
  };
  return (
    <Dialog title={texts.labels.deleteTitle(label.name)} onClose={onClose}>
      <p className="mb-4 text-text-muted">{texts.labels.deleteMeans}</p>
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button onClick={() => end(true)}>{texts.labels.keepTags}</Button>
        <Button look="danger" onClick={() => end(false)}>
          {texts.labels.removeTags}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
