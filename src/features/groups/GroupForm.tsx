import type { Id } from "@convex/_generated/dataModel";
import { normalChannelName } from "@convex/shared/chat/channelNames";
import { LIMITS } from "@convex/shared/limits";
import { useDraft, type Group } from "@/features/users";
import { focusOnMount } from "@/lib/focusOnMount";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { TextField } from "@/ui/form/Field";
import { useGroupActions, type Names } from "./useGroup";

type Props = {
  /** The one that is changed; without it a new one is made. */
  group?: Group;
  onClose: () => void;
  onDone: (groupId: Id<"groups">) => void;
};

function readNames(stored: unknown): Names | undefined {
  const { handle, name } = (stored ?? {}) as Partial<Names>;
  return typeof handle === "string" && typeof name === "string" ? { handle, name } : undefined;
}

/** What a group is called. Closing keeps what was typed for the next time. */
export function GroupForm({ group, onClose, onDone }: Props) {
  const { create, update } = useGroupActions();
  const place = group ? `group:${group._id}` : "newGroup";
  const { draft, setDraft, dropDraft } = useDraft(place, readNames);
  const { name, handle } = draft ?? { name: group?.name ?? "", handle: group?.handle ?? "" };
  const finalHandle = normalChannelName(handle);

  const { error, clearError, isBusy, handleSubmit } = useSubmit(async () => {
    const names = { handle, name };
    const groupId = group ? group._id : await create(names);
    if (group) await update(group._id, names);
    dropDraft();
    onDone(groupId);
  });

  function change(changes: Partial<Names>) {
    setDraft({ name, handle, ...changes });
    clearError();
  }

  function discard() {
    dropDraft();
    onClose();
  }

  // Among the properties of its field this choice would load the words of all rooms.
  const isOther = finalHandle !== "" && finalHandle !== handle;
  const hint = isOther ? texts.groups.willBe(finalHandle) : texts.groups.handleHint;

  return (
    <Dialog title={group ? texts.groups.edit : texts.groups.create} onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label={texts.groups.name}
          value={name}
          ref={focusOnMount}
          required
          maxLength={LIMITS.groupName}
          autoComplete="off"
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label={texts.groups.handle}
          value={handle}
          required
          maxLength={LIMITS.groupHandle}
          autoComplete="off"
          autoCapitalize="none"
          error={error}
          hint={hint}
          onChange={(event) => change({ handle: event.target.value })}
        />
        <DialogActions>
          <DiscardButton isTyped={draft !== undefined} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy || finalHandle === "" || name.trim() === ""}>
            {group ? texts.ui.save : texts.groups.createGroup}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
