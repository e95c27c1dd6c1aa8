import { clsx } from "clsx";
import { keyNames } from "@/lib/keys";
import { texts } from "@/texts";

type Props = { combo: string; isAlways?: boolean };

/** The keys of a shortcut, drawn as keys. Beside something else they are left out where there may be no keyboard. */
export function Keys({ combo, isAlways = false }: Props) {
  return (
    <span className={clsx("flex shrink-0 items-center gap-0.5", !isAlways && "touch:hidden")}>
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
