import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useMe, usePeople } from "@/features/users";
import { texts } from "@/texts";
import { dateName } from "@/texts/time";
import { Button } from "@/ui/Button";
import { CheckField } from "@/ui/form/Field";
import { SearchField } from "@/ui/form/SearchField";
import { Icon } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { LoadingLines } from "@/ui/Skeleton";
import { EmojiMark } from "../EmojiMark";
import { AddEmoji } from "./AddEmoji";
import { asName } from "./emojiImage";
import { RemoveEmojiDialog } from "./RemoveEmojiDialog";
import { useChangeEmoji, useEmojiList, useOnlyAdminsAdd, type ListedEmoji } from "./useEmojiSettings";

/** The emoji of the workspace: everybody adds some, unless only admins may, and removes their own. */
export function EmojiSettings() {
  const isAdmin = useMe()?.role === "admin";
  const onlyAdmins = useOnlyAdminsAdd();
  const { letOnlyAdminsAdd } = useChangeEmoji();
  const [text, setText] = useState("");
  const [leaving, setLeaving] = useState<ListedEmoji>();
  const mayAdd = isAdmin || onlyAdmins === false;
  return (
    <div className="grid grid-cols-1 gap-5">
      {mayAdd && <AddEmoji />}
      {!mayAdd && onlyAdmins && <p className="text-text-muted">{texts.emoji.onlyAdminsAdd}</p>}
      {isAdmin && onlyAdmins !== undefined && (
        <CheckField
          label={texts.emoji.onlyAdmins}
          hint={texts.emoji.onlyAdminsHint}
          checked={onlyAdmins}
          onChange={(next) => void letOnlyAdminsAdd(next)}
        />
      )}
      <section aria-label={texts.emoji.all} className="grid gap-2">
        <SearchField label={texts.emoji.search} value={text} onChange={(typed) => setText(asName(typed))} />
        <EmojiList text={text} isAdmin={isAdmin} onRemove={setLeaving} />
      </section>
      {leaving && <RemoveEmojiDialog emoji={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

type ListProps = { text: string; isAdmin: boolean; onRemove: (emoji: ListedEmoji) => void };

function EmojiList({ text, isAdmin, onRemove }: ListProps) {
  const myId = useMe()?._id;
  const { emoji, loadMore } = useEmojiList(text);
  return (
    // Of one height, so that the dialog does not jump while somebody types.
    <div className="h-64 overflow-y-auto">
      {!emoji && <LoadingLines label={texts.emoji.loading} />}
      {emoji?.length === 0 && !loadMore && <None text={text} />}
      <ul aria-label={texts.emoji.all} className="divide-y divide-line">
        {emoji?.map((one) => (
          <EmojiRow
            key={one._id}
            emoji={one}
            {...((isAdmin || one.addedBy === myId) && { onRemove: () => onRemove(one) })}
          />
        ))}
      </ul>
      {loadMore && (
        <Button size="small" look="ghost" className="my-2" onClick={loadMore}>
          {texts.ui.showMore}
        </Button>
      )}
    </div>
  );
}

function None({ text }: { text: string }) {
  if (text !== "") return <p className="py-3 text-text-muted">{texts.ui.noMatchesFor(text)}</p>;
  return (
    <div className="py-3">
      <p className="font-medium">{texts.emoji.none}</p>
      <p className="text-text-muted">{texts.emoji.noneWhy}</p>
    </div>
  );
}

function EmojiRow({ emoji, onRemove }: { emoji: ListedEmoji; onRemove?: () => void }) {
  const people = usePeople();
  const { name, addedBy, _creationTime: at } = emoji;
  const written = `:${name}:`;
  return (
    <li className="flex h-12 items-center gap-3">
      <span
        aria-hidden
        className="grid w-7 shrink-0 place-items-center overflow-hidden text-title leading-none"
      >
        <EmojiMark emoji={written} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate" title={written}>
          {written}
        </p>
        <p className="truncate text-meta text-text-muted">
          {texts.emoji.addedBy(people.nameOf(addedBy), dateName(at))}
        </p>
      </div>
      {onRemove && (
        <IconButton label={texts.emoji.remove(name)} isSmall onClick={onRemove}>
          <Icon of={Trash2} />
        </IconButton>
      )}
    </li>
  );
}
