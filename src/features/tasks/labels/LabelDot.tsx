import { clsx } from "clsx";
import { colourStyle, type LabelColour } from "./colours";
import { useTagColour } from "./LabelsContext";

/** The colour of a label. Decoration: its name stands beside it. */
export const LabelDot = ({ colour, className }: { colour: LabelColour; className?: string }) => (
  <span
    aria-hidden
    data-colour={colour}
    className={clsx("inline-block size-2 shrink-0 rounded-full", className)}
    style={colourStyle(colour)}
  />
);

/** That of a tag; nothing where it has none. */
export function TagDot({ tag }: { tag: string }) {
  const colour = useTagColour(tag);
  return colour ? <LabelDot colour={colour} /> : null;
}
