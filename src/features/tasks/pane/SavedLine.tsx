import { focusOnMount } from "@/lib/focusOnMount";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { useSavedText } from "./useSavedText";

type Props = {
  label: string;
  place: string;
  saved: string;
  save: (text: string) => void;
  maxLength: number;
  className: string;
  title?: string | undefined;
  placeholder?: string;
  isFocused?: boolean;
};

/**
 * A line of text that wraps: Enter and leaving it save, Escape takes back what was typed. What somebody else has written
 * there meanwhile is shown before it is replaced.
 */
export function SavedLine({ label, place, saved, save, isFocused = false, className, ...shown }: Props) {
  const { text, setText, commit, drop, isOutdated } = useSavedText({ place, saved, save });
  return (
    <div className="grid min-w-0 flex-1">
      <textarea
        {...shown}
        rows={1}
        dir="auto"
        ref={isFocused ? focusOnMount : undefined}
        aria-label={label}
        value={text}
        className={`resize-none rounded-control px-2 py-1 outline-none [field-sizing:content] ${className}`}
        onChange={(event) => setText(event.target.value.replaceAll("\n", " "))}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            drop();
          }
        }}
      />
      {isOutdated && <Theirs text={saved} onTake={drop} />}
    </div>
  );
}

const Theirs = ({ text, onTake }: { text: string; onTake: () => void }) => (
  <div role="status" className="flex flex-wrap items-center gap-x-2 text-small text-text-muted">
    <span className="min-w-0 [overflow-wrap:anywhere]">
      {text === "" ? texts.taskPane.emptiedMeanwhile : texts.taskPane.changedMeanwhile(text)}
    </span>
    {/* Without the focus: leaving the field saves what stands in it. */}
    <Button
      size="small"
      look="ghost"
      className="-ms-2"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {texts.taskPane.discardMine}
    </Button>
  </div>
);
