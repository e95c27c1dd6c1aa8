import { Command } from "cmdk";
import { useState } from "react";
import { fold } from "@/lib/text";
import { texts } from "@/texts";
import { Keys } from "@/ui/Keys";
import { closeOverlay } from "./overlays";
import type { PaletteItem } from "./paletteItem";
import { usePaletteItems } from "./usePaletteItems";

const MOST_SHOWN = 60;

/** Better matches first: the start of the name, then the start of a word, then anywhere. */
function rank(item: PaletteItem, words: readonly string[]): number {
  const text = fold(`${item.label} ${item.hint ?? ""}`);
  if (!words.every((word) => text.includes(word))) return -1;
  const first = words[0] ?? "";
  if (text.startsWith(first) || text.startsWith(`#${first}`)) return 2;
  return text.includes(` ${first}`) ? 1 : 0;
}

export default function CommandPalette() {
  const [text, setText] = useState("");
  const { items, isPending } = usePaletteItems(text);
  const words = fold(text).split(/\s+/u).filter(Boolean);
  const hits = items
    .map((item) => ({ item, score: item.isLast ? 0 : item.isFound ? 1 : rank(item, words) }))
    .filter(({ item, score }) => score >= 0 && (words.length > 0 || !item.isSearchOnly))
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
  // Messages come a moment later: below all else they push nothing away that is being clicked.
  const isMessage = ({ group }: PaletteItem) => group === "messages";
  const last = [...hits.filter(({ isLast }) => isLast), ...hits.filter(isMessage)];
  const shown = [...hits.filter((item) => !last.includes(item)).slice(0, MOST_SHOWN), ...last];
  const groups = [...new Set(shown.map((item) => item.group))];

  return (
    <Command.Dialog
      open
      label={texts.commands.jumpTo}
      shouldFilter={false}
      loop
      onOpenChange={closeOverlay}
      overlayClassName="anim-fade fixed inset-0 z-40 bg-overlay"
      contentClassName="anim-rise fixed top-[12vh] left-1/2 z-40 flex max-h-[min(480px,70vh)] w-[min(600px,calc(100vw-24px))] -translate-x-1/2 flex-col rounded-pane bg-bg-raised shadow-float outline-none max-wide:top-3"
      className="flex min-h-0 flex-1 flex-col"
    >
      <Command.Input
        value={text}
        dir="auto"
        onValueChange={setText}
        placeholder={texts.commands.jumpToWhat}
        className="h-12 shrink-0 border-b bg-transparent px-4 text-title outline-none"
      />
      <Command.List label={texts.commands.suggestions} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {!isPending && (
          <Command.Empty className="px-3 py-6 text-center text-text-muted">
            {texts.ui.noMatches}
          </Command.Empty>
        )}
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={texts.commands.groups[group]}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-text-muted"
          >
            {shown
              .filter((item) => item.group === group)
              .map((item) => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  onSelect={() => {
                    closeOverlay();
                    item.run();
                  }}
                  className="flex h-9 items-center gap-2.5 rounded-control px-2 data-[selected=true]:bg-bg-active touch:h-11"
                >
                  {item.leading}
                  <span dir="auto" className="min-w-0 flex-1 truncate text-left">
                    {item.label}
                  </span>
                  {item.hint && (
                    <span className="max-w-40 shrink-0 truncate text-meta text-text-muted">{item.hint}</span>
                  )}
                  {item.keys && <Keys combo={item.keys} />}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
        {hits.length > shown.length && (
          <p className="px-3 py-2 text-small text-text-muted">
            {texts.commands.moreMatches(hits.length - shown.length)}
          </p>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
