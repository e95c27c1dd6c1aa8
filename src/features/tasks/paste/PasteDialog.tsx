import { useState } from "react";
import type { ChannelId } from "@/features/channels";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Dialog, DialogActions, DiscardButton } from "@/ui/floating/Dialog";
import { CheckField, TextAreaField } from "@/ui/form/Field";
import type { BoardColumn } from "@convex/shared/board/columns";
import { LIMITS } from "@convex/shared/limits";
import { Columns } from "./Columns";
import { PastedCards } from "./PastedCards";
import type { Row } from "./pasted";
import { useMakeCards } from "./useMakeCards";
import type { PasteDraft } from "./usePasteDraft";
import { usePastedRows, type PastedRows } from "./usePastedRows";

type Props = {
  draft: PasteDraft;
  column: BoardColumn;
  channelId: ChannelId | undefined;
  onClose: () => void;
};

/** What was pasted, as the cards that it would make. Closing keeps it for the next time; Discard does not. */
export function PasteDialog({ draft, column, channelId, onClose }: Props) {
  const read = usePastedRows(draft.text, channelId);
  const { make, progress, refused } = useMakeCards(draft, { column, channelId });
  const { rows, pasted, rest, isPending } = read;
  const isReady = (row: Row) => row.problems.length === 0 && !read.isNobody(row);
  const ready = rows.filter(isReady);
  const bad = rows.length - ready.length;

  function discard() {
    draft.drop();
    onClose();
  }

  async function send() {
    if (await make(pasted, ready)) discard();
  }

  const tooMany = rest.length > 0 && texts.paste.tooMany(LIMITS.tasksPasted, rest.length);
  const label = progress ? texts.paste.making(progress.done, progress.total) : texts.paste.make(ready.length);
  return (
    <Dialog title={texts.paste.title} width="medium" onClose={onClose}>
      <div className="grid gap-4">
        <Options read={read} />
        {rows.length === 0 ? (
          <p className="text-text-muted">{texts.paste.empty}</p>
        ) : (
          <PastedCards rows={rows} status={column.status} refused={refused} isNobody={read.isNobody} />
        )}
        <div role="status" className="grid gap-1 text-small empty:hidden">
          {bad > 0 && <p className="text-danger">{texts.paste.notMade(bad)}</p>}
          {tooMany && <p className="text-text-muted">{tooMany}</p>}
        </div>
        <Source draft={draft} isOpen={rows.length === 0} />
      </div>
      <DialogActions>
        <DiscardButton isTyped={draft.text !== ""} onDiscard={discard} />
        <Button
          look="primary"
          disabled={ready.length === 0 || isPending || progress !== undefined}
          onClick={() => void send()}
        >
          {label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Options({ read }: { read: PastedRows }) {
  const { pasted } = read;
  if (pasted.kind === "lines")
    return <CheckField label={texts.paste.isQuick} checked={read.isQuick} onChange={read.setQuick} />;
  return (
    <div className="grid gap-3">
      <Columns pasted={pasted} onChange={read.setColumn} />
      <CheckField
        label={texts.paste.hasHeader}
        checked={pasted.header !== undefined}
        onChange={read.setHeader}
      />
    </div>
  );
}

function Source({ draft, isOpen: isOpenAtFirst }: { draft: PasteDraft; isOpen: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  if (!isOpen) {
    return (
      <div>
        <Button size="small" onClick={() => setIsOpen(true)}>
          {texts.paste.editText}
        </Button>
      </div>
    );
  }
  return (
    <TextAreaField
      label={texts.paste.text}
      value={draft.text}
      wrap="off"
      spellCheck={false}
      className="max-h-60 overflow-auto whitespace-pre"
      onChange={(event) => draft.setText(event.target.value)}
    />
  );
}
