import { clsx } from "clsx";
import { useState, type ReactNode } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";

const LONGEST = 2_500;
const MOST_LINES = 32;

export const isLong = (text: string): boolean =>
  text.length > LONGEST || text.split("\n", MOST_LINES + 1).length > MOST_LINES;

/** Names of what was unfolded on this page: rows come and go while the reader scrolls. */
const unfolded = new Set<string>();

type Props = { text: string; name: string; children: ReactNode };

/** A text; of a long one the beginning, until the reader asks for the rest. */
export function Folded({ text, name, children }: Props) {
  const [isWhole, setIsWhole] = useState(unfolded.has(name));
  const body = "measure text-message";
  if (!isLong(text)) return <div className={body}>{children}</div>;
  return (
    <>
      <div
        className={clsx(
          body,
          !isWhole && "max-h-96 overflow-hidden mask-b-from-[calc(100%-3rem)] mask-b-to-100%",
        )}
        // Focus must not go to a link that is cut off, so it unfolds the text.
        onFocus={() => setIsWhole(true)}
      >
        {children}
      </div>
      <Button
        size="small"
        look="ghost"
        className="-ml-2"
        aria-expanded={isWhole}
        onClick={() => {
          if (isWhole) unfolded.delete(name);
          else unfolded.add(name);
          setIsWhole(!isWhole);
        }}
      >
        {isWhole ? texts.messages.showLess : texts.ui.showMore}
      </Button>
    </>
  );
}
