import { LIMITS } from "@convex/shared/limits";
import { IMAGE_TYPES } from "@convex/shared/workspace";
import { useRef, useState, type FormEvent } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
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

function Picture({ hasPicture }: { hasPicture: boolean }) {
  const { choosePicture, removePicture } = useChangeWorkspace();
  const [isBusy, setIsBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function choose(file: File) {
    setIsBusy(true);
    if (await choosePicture(file)) toast.tell(texts.settings.pictureSaved);
    setIsBusy(false);
  }

  return (
    <section aria-label={texts.settings.picture} className="flex flex-wrap items-center gap-4">
      <WorkspaceLogo size={56} />
      <div className="flex gap-2">
        <input
          ref={input}
          type="file"
          hidden
          aria-label={texts.settings.choosePicture}
          accept={IMAGE_TYPES.join(",")}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void choose(file);
            event.target.value = "";
          }}
        />
        <Button disabled={isBusy} onClick={() => input.current?.click()}>
          {isBusy ? texts.ui.sending : texts.settings.choosePicture}
        </Button>
        {hasPicture && (
          <Button look="ghost" disabled={isBusy} onClick={() => void removePicture()}>
            {texts.settings.removePicture}
          </Button>
        )}
      </div>
    </section>
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
