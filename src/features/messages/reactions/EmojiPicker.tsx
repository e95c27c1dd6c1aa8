import {
  defaultEmojiDataResolver,
  EmojiPicker as Picker,
  type EmojiDataResolver,
  type EmojiPickerListRowProps,
} from "frimousse";
import { EmojiMark, useOwnEmoji, type OwnEmoji } from "@/features/emoji";
import { focusOnMount } from "@/lib/focusOnMount";
import { useIsTouch } from "@/platform/useMedia";
import { texts } from "@/texts";

/** Screen readers count rows and columns from 1; the library starts at 0. */
const fromOne = (index: unknown) => (Number.isFinite(Number(index)) ? Number(index) + 1 : undefined);

function Row({ children, ...props }: EmojiPickerListRowProps) {
  return (
    <div {...props} aria-rowindex={fromOne(props["aria-rowindex"])} className="px-2">
      {children}
    </div>
  );
}

/** The standard emoji after those of the workspace, which are found by the words of their names. */
const withOwn =
  (own: OwnEmoji): EmojiDataResolver =>
  async (locale, options) => {
    const data = await defaultEmojiDataResolver(locale, options);
    if (own.size === 0) return data;
    const category = { index: -1, label: texts.emoji.ofWorkspace };
    const emojis = [...own.keys()].map((name) => ({
      emoji: `:${name}:`,
      category: category.index,
      label: name,
      version: 0,
      tags: name.split(/[-_]/),
    }));
    return { ...data, categories: [category, ...data.categories], emojis: [...emojis, ...data.emojis] };
  };

export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const isTouch = useIsTouch();
  const own = useOwnEmoji();
  return (
    <Picker.Root
      emojibaseUrl="/emojibase"
      resolveEmojiData={withOwn(own)}
      columns={isTouch ? 7 : 9}
      className="isolate flex h-80 w-78 flex-col touch:w-81"
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <Picker.Search
        ref={focusOnMount}
        aria-label={texts.messages.searchEmoji}
        placeholder={texts.messages.searchEmoji}
        className="mx-2 mt-2 h-8 touch:h-11 touch:text-[16px] appearance-none rounded-control border border-line bg-bg-sunken px-2.5 text-base outline-none focus:border-accent-text"
      />
      <Picker.Viewport tabIndex={0} className="relative mt-1 flex-1 outline-none">
        <Picker.Loading className="absolute inset-0 grid place-items-center text-small text-text-muted">
          {texts.ui.loading}
        </Picker.Loading>
        <Picker.Empty className="absolute inset-0 grid place-items-center text-small text-text-muted">
          {texts.ui.noMatches}
        </Picker.Empty>
        <Picker.List
          className="pb-1.5 select-none"
          components={{
            Row,
            CategoryHeader: ({ category, ...props }) => (
              <div {...props} className="bg-bg-raised px-3 pt-2 pb-1 text-meta font-medium text-text-muted">
                {category.label}
              </div>
            ),
            Emoji: ({ emoji, ...props }) => (
              <button
                {...props}
                {...{ "aria-colindex": fromOne(props["aria-colindex"]) }}
                type="button"
                className="grid size-8 touch:size-11 place-items-center rounded-control text-[18px] touch:text-[22px] data-active:bg-bg-active"
              >
                <EmojiMark emoji={emoji.emoji} />
              </button>
            ),
          }}
        />
      </Picker.Viewport>
    </Picker.Root>
  );
}
