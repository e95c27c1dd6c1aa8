import type { Id } from "@convex/_generated/dataModel";
import { LIMITS } from "@convex/shared/limits";
import { Bookmark, Trash2, Users } from "lucide-react";
import { useState } from "react";
import { pause } from "@/lib/pause";
import { useSubmit } from "@/platform/auth/useSubmit";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions } from "@/ui/floating/Dialog";
import { CheckField, TextField } from "@/ui/form/Field";
import { FormError } from "@/ui/form/FormError";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { useViews, type SavedView } from "./useViews";

type Props = { channelId: Id<"channels"> | undefined; onClose: () => void };
/** So long the name stays where it was typed, in case the server refuses it. */
const REFUSED_WITHIN_MS = 1_000;

type SaveProps = Props & { query: string; canShare: boolean };

/** Asks for the name of the view on screen, and who sees it. */
export function SaveView({ channelId, query, canShare, onClose }: SaveProps) {
  const { views, save } = useViews(channelId);
  const [name, setName] = useState("");
  const [isShared, setIsShared] = useState(false);
  const { error, isBusy, handleSubmit } = useSubmit(async () => {
    const saved = save(name, query, isShared);
    // It is among the views at once, and goes out when there is a network: then a refusal is told outside of this dialog.
    if (await Promise.race([saved.then(() => false), pause(REFUSED_WITHIN_MS).then(() => true)]))
      void reportRefusal(saved, texts.views.notSaved(name));
    onClose();
  });
  const isThere = views?.some((view) => view.name === name.trim() && view.isShared === isShared);
  return (
    <Dialog title={texts.views.saveTitle} description={texts.views.about} onClose={onClose}>
      <form className="grid gap-4" onSubmit={handleSubmit}>
        <TextField
          label={texts.views.name}
          required
          autoComplete="off"
          maxLength={LIMITS.viewName}
          value={name}
          hint={isThere ? texts.views.replaces : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {canShare && <CheckField label={texts.views.share} checked={isShared} onChange={setIsShared} />}
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

type ManageProps = Props & {
  views: readonly SavedView[];
  /** Whether I may say which of them the board opens with. */
  canArrange: boolean;
};

/** The views that I may delete, and which of the shared ones the board of a channel opens with. */
export function ManageViews({ views, channelId, canArrange, onClose }: ManageProps) {
  const { remove, setDefault } = useViews(channelId);
  const hasDefault = channelId !== undefined && canArrange;
  return (
    <Dialog title={texts.views.views} description={hasDefault && texts.views.defaultMeans} onClose={onClose}>
      {views.length === 0 && <p className="text-text-muted">{texts.views.none}</p>}
      <ul aria-label={texts.views.views} className="-mx-2">
        {views.map(({ _id, name, isShared, isDefault, mayChange }) => (
          <li key={_id} className="flex min-h-9 items-center gap-2 rounded-control px-2 hover:bg-bg-hover">
            <Icon of={isShared ? Users : Bookmark} size={14} className="shrink-0" />
            <span dir="auto" title={name} className="min-w-0 flex-1 truncate">
              {name}
            </span>
            {hasDefault && isShared && (
              <Button
                size="small"
                look={isDefault ? "secondary" : "ghost"}
                aria-pressed={isDefault}
                aria-label={texts.views.opensWith(name)}
                onClick={() => void reportRefusal(setDefault(isDefault ? null : _id))}
              >
                {isDefault ? texts.views.default : texts.views.makeDefault}
              </Button>
            )}
            {mayChange && (
              <IconButton
                label={texts.views.deleteOne(name)}
                isSmall
                onClick={() => void reportRefusal(remove(_id))}
              >
                <Icon of={Trash2} size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
