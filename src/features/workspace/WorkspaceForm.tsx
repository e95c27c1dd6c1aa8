import { LIMITS } from "@convex/shared/limits";
import { useState, type FormEvent } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { PictureField } from "@/ui/form/picture/PictureField";
import { toast } from "@/ui/floating/toast";
import { useChangeWorkspace, useWorkspace } from "./useWorkspace";
import { WorkspaceLogo } from "./WorkspaceLogo";

/** For admins: what everybody calls the workspace, and its picture. */
export function WorkspaceForm() {
  const workspace = useWorkspace();
  if (!workspace) return null;
  return (
    <div className="grid gap-5">
      <Picture hasPicture={workspace.imageUrl !== undefined} />
      <Name key={workspace.name} name={workspace.name} />
      <p className="text-small text-text-muted">{texts.settings.workspaceHint}</p>
    </div>
  );
}

/** Twice the largest size at which it is shown. */
const SIDES = [128];

function Picture({ hasPicture }: { hasPicture: boolean }) {
  const { setPicture, removePicture } = useChangeWorkspace();

  async function save([square]: Blob[]): Promise<boolean> {
    const isSaved = await setPicture(square!);
    if (isSaved) toast.tell(texts.settings.pictureSaved);
    return isSaved;
  }

  return (
    <PictureField
      label={texts.settings.picture}
      shape="rect"
      sides={SIDES}
      hasPicture={hasPicture}
      onSave={save}
      onRemove={removePicture}
    >
      <WorkspaceLogo size={56} />
    </PictureField>
  );
}

function Name({ name: saved }: { name: string }) {
  const [name, setName] = useState(saved);
  const { rename } = useChangeWorkspace();
  const isChanged = name.trim() !== "" && name.trim() !== saved;

  async function save() {
    if (await rename(name.trim())) toast.tell(texts.settings.nameSaved);
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isChanged) void save();
  }

  return (
    <form
      className="flex items-end gap-3"
      onSubmit={handleSubmit}
      aria-label={texts.settings.pages.workspace}
    >
      <TextField
        label={texts.settings.workspaceName}
        value={name}
        required
        maxLength={LIMITS.workspaceName}
        autoComplete="organization"
        className="min-w-0 flex-1"
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" className="!h-9 touch:!h-11" disabled={!isChanged}>
        {texts.ui.save}
      </Button>
    </form>
  );
}
