import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import type { Ref } from "react";
import { EmojiMark } from "@/features/emoji";
import { useDraft } from "@/features/users";
import { focusOnMount } from "@/lib/focusOnMount";
import { RefusedHere } from "@/platform/errorText";
import { useSubmit } from "@/platform/auth/useSubmit";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import { EmojiButton } from "../reactions/EmojiButton";
import { addressOf, iconOf, usualTitle, type Bookmark } from "./bookmark";
import { useBookmarkActions, useSuggestedTitle } from "./useBookmarkActions";

type What = { channelId: Id<"channels">; bookmark?: Bookmark; url?: string };
type Fields = { url: string; title: string | undefined; emoji: string };

/** What was typed, beside what is there. */
function readFields(stored: unknown, now: Fields): Fields {
  const { url, title, emoji } = (stored ?? {}) as Partial<Fields>;
  const text = <T,>(typed: unknown, otherwise: T) => (typeof typed === "string" ? typed : otherwise);
  return { url: text(url, now.url), title: text(title, now.title), emoji: text(emoji, now.emoji) };
}

/** Adds a link to a channel, or changes one. It is called as what it leads to, until somebody names it. */
export function BookmarkDialog({ what, onClose }: { what: What; onClose: () => void }) {
  const { channelId, bookmark, url: given = "" } = what;
  const place = `bookmark:${channelId}:${bookmark?._id ?? given}`;
  const now = { url: bookmark?.url ?? given, title: bookmark?.title, emoji: bookmark?.emoji ?? "" };
  const { draft, setDraft, dropDraft } = useDraft(place, (stored) => readFields(stored, now));
  const { save } = useBookmarkActions(channelId);
  const url = addressOf(draft.url);
  const suggested = useSuggestedTitle(channelId, draft.url);
  const title = draft.title ?? suggested ?? "";
  const { error, clearError, isBusy, handleSubmit } = useSubmit(async () => {
    if (url === undefined) throw new RefusedHere("ADDRESS_INVALID");
    const { emoji } = draft;
    const named = title.trim() || usualTitle(url).slice(0, LIMITS.bookmarkTitle);
    await save(bookmark?._id, { url, title: named, ...(emoji !== "" && { emoji }) });
    discard();
  });
  const isTyped = (["url", "title", "emoji"] as const).some((field) => draft[field] !== now[field]);

  const [addressFocus, nameFocus] = given === "" ? [focusOnMount] : [undefined, focusOnMount];

  function change(fields: Partial<Fields>) {
    setDraft((before) => ({ ...before, ...fields }));
    clearError();
  }

  function discard() {
    dropDraft();
    onClose();
  }

  return (
    <Dialog title={bookmark ? texts.bookmarks.editTitle : texts.bookmarks.addTitle} onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit} noValidate>
        <TextField
          label={texts.bookmarks.address}
          hint={texts.bookmarks.addressHint}
          value={draft.url}
          ref={addressFocus}
          required
          maxLength={LIMITS.linkUrl}
          inputMode="url"
          autoComplete="off"
          onChange={({ target }) => change({ url: target.value })}
        />
        <NameRow title={title} emoji={draft.emoji} url={url} ref={nameFocus} onChange={change} />
        <FormError text={error} />
        <DialogActions>
          <DiscardButton isTyped={isTyped} onDiscard={discard} />
          <Button type="submit" look="primary" disabled={isBusy || draft.url.trim() === ""}>
            {bookmark ? texts.ui.save : texts.bookmarks.addNow}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

type NameProps = Pick<MarkProps, "emoji" | "url"> & {
  title: string;
  ref: Ref<HTMLInputElement> | undefined;
  onChange: (fields: Partial<Fields>) => void;
};

/** What it is called, and its emoji. */
function NameRow({ title, emoji, url, ref, onChange }: NameProps) {
  // A choice inside of a field's properties would load the words of all rooms with it.
  const usual = url && usualTitle(url);
  return (
    <div className="flex items-end gap-1.5">
      <TextField
        className="min-w-0 flex-1"
        label={texts.bookmarks.name}
        value={title}
        placeholder={usual}
        ref={ref}
        maxLength={LIMITS.bookmarkTitle}
        autoComplete="off"
        onChange={({ target }) => onChange({ title: target.value })}
      />
      <Mark emoji={emoji} url={url} onRemove={() => onChange({ emoji: "" })} />
      <EmojiButton label={texts.bookmarks.emoji} onPick={(picked) => onChange({ emoji: picked })} />
    </div>
  );
}

type MarkProps = { emoji: string; url: string | undefined; onRemove: () => void };

/** How it will look; an emoji is taken away by a click on it. */
function Mark({ emoji, url, onRemove }: MarkProps) {
  const frame = "grid size-9 shrink-0 place-items-center rounded-control touch:size-11";
  if (emoji === "")
    return (
      <span className={`${frame} text-text-muted`}>
        <Icon of={iconOf(url ?? "")} />
      </span>
    );
  return (
    <button
      type="button"
      aria-label={texts.bookmarks.removeEmoji}
      title={texts.bookmarks.removeEmoji}
      className={`${frame} hover:bg-bg-hover`}
      onClick={onRemove}
    >
      <EmojiMark emoji={emoji} />
    </button>
  );
}
