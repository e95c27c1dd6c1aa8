import { tagKey } from "@convex/shared/board/facts";
import { createContext, useContext, type ReactNode } from "react";
import type { LabelColour } from "./colours";
import { useLabelList, type Label } from "./useLabels";

type Known = { labels: readonly Label[]; byKey: ReadonlyMap<string, LabelColour> };

const Context = createContext<Known>({ labels: [], byKey: new Map() });

type Props = {
  /** Stands in the place of what is inside until the labels are there: a tag with a colour is wider. */
  loading?: ReactNode;
  children: ReactNode;
};

/** Asks for the labels once, for all tags inside. */
export function LabelsProvider({ loading, children }: Props) {
  const known = useLabelList();
  const labels = known ?? [];
  const byKey = new Map(labels.map(({ name, colour }) => [tagKey(name), colour]));
  if (!known && loading !== undefined) return loading;
  return <Context value={{ labels, byKey }}>{children}</Context>;
}

/** Those that are known here; none outside of a provider. */
export const useLabels = (): readonly Label[] => useContext(Context).labels;

/** The colour of a tag that has a label. */
export const useTagColour = (tag: string): LabelColour | undefined =>
  useContext(Context).byKey.get(tagKey(tag));
