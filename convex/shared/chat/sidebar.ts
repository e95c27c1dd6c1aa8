/**
 * How a person has ordered their channels: sections with names of their own between three that everybody has. A channel
 * that stands in none of them belongs to "channels", a conversation to "people".
 */
export const SECTION_SORTS = ["name", "recent", "own"] as const;
export type SectionSort = (typeof SECTION_SORTS)[number];

export const FAVOURITES = "favourites";
const BUILT_IN = [FAVOURITES, "channels", "people"] as const;
type BuiltIn = (typeof BUILT_IN)[number];

export type Section = {
  /** One of the three, or a word of its own. */
  id: string;
  /** Only of those that a person has made. */
  name?: string;
  /** By name, what was written to last first, or as the person has put them. */
  sort: SectionSort;
  isFolded: boolean;
  /** Whether only what is unread is shown. */
  hidesRead: boolean;
  /** What stands here by choice, in the person's order. */
  channelIds: string[];
};

/** What a person can choose about a section. */
export type SectionChoice = Partial<Pick<Section, "name" | "sort" | "isFolded" | "hidesRead">>;

const SORTS: Record<BuiltIn, SectionSort> = { favourites: "own", channels: "name", people: "recent" };

const section = (id: string, sort: SectionSort, name?: string): Section => ({
  id,
  ...(name !== undefined && { name }),
  sort,
  isFolded: false,
  hidesRead: false,
  channelIds: [],
});

/** The order of somebody who has not chosen any. */
export const initialSections = (): Section[] => BUILT_IN.map((id) => section(id, SORTS[id]));

export const isBuiltIn = (id: string): boolean => BUILT_IN.some((builtIn) => builtIn === id);

/** Where a channel stands that nobody has put anywhere. */
export const homeOf = (kind: "public" | "private" | "direct"): BuiltIn =>
  kind === "direct" ? "people" : "channels";

/** A new section stands after the favourites and those made before. */
export function withSection(sections: readonly Section[], id: string, name: string): Section[] {
  const at = sections.findIndex((one) => one.id === "channels" || one.id === "people");
  return sections.toSpliced(at === -1 ? sections.length : at, 0, section(id, "own", name));
}

export function withChoice(sections: readonly Section[], id: string, choice: SectionChoice): Section[] {
  return sections.map((one) => (one.id === id ? { ...one, ...choice } : one));
}

/** What stood in it goes home. One of the three stays. */
export function withoutSection(sections: readonly Section[], id: string): Section[] {
  return isBuiltIn(id) ? [...sections] : sections.filter((one) => one.id !== id);
}

/** Puts a section before another one, or to the end. */
export function withSectionBefore(
  sections: readonly Section[],
  id: string,
  beforeId: string | undefined,
): Section[] {
  const moved = sections.find((one) => one.id === id);
  if (!moved || id === beforeId) return [...sections];
  const others = sections.filter((one) => one !== moved);
  const at = others.findIndex((one) => one.id === beforeId);
  return others.toSpliced(at === -1 ? others.length : at, 0, moved);
}

/** Puts a channel last into a section; without one it goes home. */
export function withPlace(
  sections: readonly Section[],
  channelId: string,
  sectionId: string | undefined,
): Section[] {
  return sections.map((one) => {
    const others = one.channelIds.filter((id) => id !== channelId);
    return { ...one, channelIds: one.id === sectionId ? [...others, channelId] : others };
  });
}

/** Puts channels into a section in this order, which is then the section's. */
export function withOrder(
  sections: readonly Section[],
  sectionId: string,
  channelIds: readonly string[],
): Section[] {
  const placed = new Set(channelIds);
  return sections.map((one) =>
    one.id === sectionId
      ? { ...one, sort: "own" as const, channelIds: [...placed] }
      : { ...one, channelIds: one.channelIds.filter((id) => !placed.has(id)) },
  );
}
