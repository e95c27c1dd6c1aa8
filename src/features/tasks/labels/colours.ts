import { LABEL_COLOURS, type LabelColour } from "@convex/shared/board/facts";
import type { CSSProperties } from "react";

export { LABEL_COLOURS, type LabelColour };

/** Of one lightness that stands out from both themes: hue in degrees, and how much of it. */
const LOOKS: Record<LabelColour, readonly [hue: number, chroma: number]> = {
  grey: [260, 0.02],
  red: [25, 0.2],
  orange: [50, 0.16],
  yellow: [85, 0.13],
  green: [148, 0.15],
  teal: [190, 0.11],
  blue: [245, 0.15],
  indigo: [275, 0.2],
  purple: [305, 0.2],
  pink: [350, 0.19],
};

export const colourOf = (colour: LabelColour): string => {
  const [hue, chroma] = LOOKS[colour];
  return `oklch(0.62 ${chroma} ${hue})`;
};

export const colourStyle = (colour: LabelColour): CSSProperties => ({ backgroundColor: colourOf(colour) });
