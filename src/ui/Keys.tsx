import { keyNames } from "@/lib/keys";
import { texts } from "@/texts";

/** The keys of a shortcut, drawn as keys. */
export function Keys({ combo }: { combo: string }) {
  return (
    <span className="flex shrink-0 touch:hidden items-center gap-0.5">
      {keyNames(combo, texts.ui.keys).map((key) => (
        <kbd
          key={key}
          className="min-w-4.5 rounded-mark border border-line bg-bg-sunken px-1 text-center font-sans text-[11px] leading-4 text-text-muted"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
