/** What the service worker says to windows: to show a place, or to answer whether they show that of a tag. */
export type FromWorker = { type: "open"; path: string } | { type: "shows"; tag: string };

/** Whether an address shows the place of a tag: see `ringTag`. */
export function shows({ pathname, search }: Pick<Location, "pathname" | "search">, tag: string): boolean {
  const [kind, id] = [tag.slice(0, 2), tag.slice(2)];
  if (kind === "c:") return new RegExp(`^/c/${id}(/[md]/[^/]+)?/?$`).test(pathname);
  return (kind === "t:" || kind === "k:") && search.includes(id);
}
