/** A search as it stands in the address: what was typed, one kind of thing, and the order. */
export const TABS = ["all", "message", "task", "person", "channel"] as const;
export type Tab = (typeof TABS)[number];
export type Order = "newest" | "best";
export type SearchAddress = { text: string; tab: Tab; order: Order };

export const searchPath = (text: string, { tab, order }: Partial<SearchAddress> = {}): string => {
  const params = new URLSearchParams({ q: text });
  if (tab !== undefined && tab !== "all") params.set("tab", tab);
  if (order === "best") params.set("order", order);
  return `/search?${params}`;
};

export function readAddress(params: URLSearchParams): SearchAddress {
  return {
    text: params.get("q") ?? "",
    tab: TABS.find((tab) => tab === params.get("tab")) ?? "all",
    order: params.get("order") === "best" ? "best" : "newest",
  };
}
