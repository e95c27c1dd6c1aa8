import { useState, type FormEvent } from "react";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/form/Field";
import { toast } from "@/ui/floating/toast";
import { useFileLimits, useSaveFileLimits, useUsedBytes, type FileLimits } from "./useFileLimits";

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** For admins: how large files may be, one and all together. */
export function FileLimitsForm() {
  const limits = useFileLimits();
  return limits && <Form key={`${limits.fileBytes} ${limits.totalBytes}`} limits={limits} />;
}

const shown = (bytes: number | null, unit: number): string =>
  bytes === null ? "" : String(Number((bytes / unit).toFixed(3)));

function Form({ limits }: { limits: FileLimits }) {
  const save = useSaveFileLimits();
  const used = useUsedBytes();
  const [one, setOne] = useState(shown(limits.fileBytes, MB));
  const [all, setAll] = useState(shown(limits.totalBytes, GB));
  const next = {
    fileBytes: Math.round(Number(one) * MB),
    totalBytes: all.trim() === "" ? null : Math.round(Number(all) * GB),
  };
  const isValid =
    one.trim() !== "" && next.fileBytes > 0 && (next.totalBytes === null || next.totalBytes >= 0);
  const isChanged = next.fileBytes !== limits.fileBytes || next.totalBytes !== limits.totalBytes;

  async function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isValid && isChanged && (await reportRefusal(save(next)))) toast.tell(texts.settings.fileLimitsSaved);
  }

  return (
    <form
      aria-label={texts.files.files}
      className="grid gap-3 border-t pt-4"
      onSubmit={(event) => void handleSubmit(event)}
    >
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={texts.settings.largestFile}
          value={one}
          required
          inputMode="decimal"
          className="w-36"
          onChange={({ target }) => setOne(target.value)}
        />
        <TextField
          label={texts.settings.allFiles}
          value={all}
          placeholder={texts.settings.noLimit}
          inputMode="decimal"
          className="w-36"
          onChange={({ target }) => setAll(target.value)}
        />
        <Button type="submit" look="primary" className="!h-9 touch:!h-11" disabled={!isValid || !isChanged}>
          {texts.ui.save}
        </Button>
      </div>
      {used !== undefined && (
        <p className="text-small text-text-muted">{texts.settings.filesUsed(texts.ui.bytes(used))}</p>
      )}
    </form>
  );
}
