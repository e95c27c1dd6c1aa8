import { normalChannelName } from "@convex/shared/channelNames";
import { LIMITS } from "@convex/shared/limits";
import { Hash, Lock } from "lucide-react";
import { useState, type FormEvent } from "react";
import { errorCode, errorText } from "@/platform/errorText";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { TextAreaField, TextField } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import type { ChannelId } from "./channel";
import { useChannelActions } from "./useChannelActions";
import { focusOnMount } from "@/lib/focusOnMount";
import { Icon } from "@/ui/Icon";

type Props = { onClose: () => void; onCreated: (channelId: ChannelId) => void };

const KINDS = [
  { value: "public", label: "Public", leading: <Icon of={Hash} size={14} /> },
  { value: "private", label: "Private", leading: <Icon of={Lock} size={14} /> },
] as const;

export function CreateChannelDialog({ onClose, onCreated }: Props) {
  const { create } = useChannelActions();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<"public" | "private">("public");
  const [description, setDescription] = useState("");
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const finalName = normalChannelName(name);

  async function submit() {
    setIsBusy(true);
    try {
      onCreated(await create({ name, isPrivate: kind === "private", description }));
    } catch (failure) {
      setError(errorText(errorCode(failure)));
      setIsBusy(false);
    }
  }

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (!isBusy) void submit();
  }

  return (
    <Dialog title="New channel" onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label="Name"
          value={name}
          ref={focusOnMount}
          required
          maxLength={LIMITS.channelName}
          autoComplete="off"
          error={error}
          hint={
            finalName && finalName !== name
              ? `It will be called #${finalName}`
              : "Short, like launch or design-review"
          }
          onChange={(event) => {
            setName(event.target.value);
            setError(undefined);
          }}
        />
        <TextAreaField
          label="What is it about?"
          isOptional
          value={description}
          maxLength={LIMITS.channelDescription}
          onChange={(event) => setDescription(event.target.value)}
        />
        <div className="grid justify-items-start gap-1.5">
          <Segmented label="Who can see it" value={kind} options={KINDS} onChange={setKind} />
          <p className="text-meta text-text-muted">
            {kind === "public"
              ? "Everybody in the workspace can find and join it."
              : "Only people who are added can see it."}
          </p>
        </div>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={isBusy || finalName === ""}>
            Create channel
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
