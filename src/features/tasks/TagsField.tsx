import { LIMITS } from "@convex/shared/limits";
import { X } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { texts } from "@/texts";
import { Icon } from "@/ui/Icon";

type Props = { tags: readonly string[]; onChange: (tags: string[]) => void };

/** Tags as pills, with a field for the next: Enter, a comma and leaving the field add it. */
export function TagsField({ tags, onChange }: Props) {
  const [text, setText] = useState("");

  function add() {
    const tag = text.trim();
    if (tag && !tags.includes(tag)) onChange([...tags, tag]);
    setText("");
  }

  function handleKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "," || (event.key === "Enter" && text.trim() !== "")) {
      event.preventDefault();
      add();
    } else if (event.key === "Backspace" && text === "" && tags.length > 0) {
      onChange(tags.slice(0, -1));
    }
  }

  return (
    <div className="flex min-h-7 flex-wrap items-center gap-1 px-2 touch:min-h-11 touch:py-1">
      {tags.map((tag) => (
        <span
          key={tag}
          className="flex h-5 max-w-full items-center gap-0.5 rounded-full border pr-0.5 pl-2 text-meta touch:h-8 touch:pl-3"
        >
          <span className="truncate" dir="auto">
            {tag}
          </span>
          <button
            type="button"
            aria-label={texts.tasks.removeTag(tag)}
            className="relative finger grid size-4 place-items-center rounded-full text-text-muted hover:bg-bg-active hover:text-text touch:size-8"
            onClick={() => onChange(tags.filter((other) => other !== tag))}
          >
            <Icon of={X} size={11} />
          </button>
        </span>
      ))}
      <input
        aria-label={texts.tasks.addATag}
        placeholder={tags.length === 0 ? texts.tasks.addATag : ""}
        dir="auto"
        value={text}
        maxLength={LIMITS.tag}
        className="h-6 min-w-20 flex-1 rounded-mark bg-transparent outline-none focus-visible:bg-bg-hover touch:h-11 touch:text-[16px]"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        onBlur={add}
      />
    </div>
  );
}
