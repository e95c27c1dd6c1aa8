import { tagKey } from "@convex/shared/board/facts";
import { createContext, useContext, type ReactNode } from "react";
import type { LabelColour } from "./colours";
import { useLabelList, type Label } from "./useLabels";

type Known = { labels: readonly Label[]; byKey: ReadonlyMap<string, LabelColour> };

const Context = createContext<Known>({ labels: [], byKey: new Map() });

/** Asks for the labels once, for all tags inside. */
export function LabelsProvider({ children }: { children: ReactNode }) {
  const labels = useLabelList() ?? [];
  const byKey = new Map(labels.map(({ name, colour }) => [tagKey(name), colour]));
  return <Context value={{ labels, byKey }}>{children}</Context>;
}

/** Those that are known here; none outside of a provider. */
export const useLabels = (): readonly Label[] => useContext(Context).labels;

/** The colour of a tag that has a label. */
export const useTagColour = (tag: string): LabelColour | undefined =>
  useContext(Context).byKey.get(tagKey(tag));
