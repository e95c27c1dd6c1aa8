/** A search as it stands in the address: what was typed, one kind of thing, and the order. */
export const TABS = ["all", "message", "task", "file", "note", "person", "channel"] as const;
export type Tab = (typeof TABS)[number];
/** Those of things that are looked for by all their words; the others are found by their names. */
export const THING_TABS = ["message", "task", "file", "note"] as const;
export type ThingTab = (typeof THING_TABS)[number];
export const thingOf = (tab: Tab): ThingTab | undefined => THING_TABS.find((one) => one === tab);
export type Order = "newest" | "best";
export type SearchAddress = { text: string; tab: Tab; order: Order };

export function readAddress(params: URLSearchParams): SearchAddress {
  return {
    text: params.get("q") ?? "",
    tab: TABS.find((tab) => tab === params.get("tab")) ?? "all",
    order: params.get("order") === "best" ? "best" : "newest",
  };
}
