const DOTS = { none: "", quiet: "#8b8d98", loud: "#e5484d" };
const MARK =
  '<rect width="32" height="32" rx="8" fill="#5b5bd6"/><path d="M7 10.5A2.500 2.500 0 0 1 9.500 8h9A2.500 2.500 0 0 1 21 10.500v5a2.500 2.500 0 0 1-2.500 2.500h-5.200l-3.600 2.900a.44.44 0 0 1-.7-.35V18A2.500 2.500 0 0 1 7 15.500z" fill="#fff"/><path d="M23.500 13.200a2.500 2.500 0 0 1 1.500 2.300v6.300a2.500 2.500 0 0 1-2.500 2.500h-8.300a2.500 2.500 0 0 1-2.300-1.600l2.300-1.900h4.800a4 4 0 0 0 4-4z" fill="#b9b6ff"/>';

/** Puts a dot on the tab's picture: grey for news, red for what is meant for you. */
export function setFaviconBadge(badge: keyof typeof DOTS): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  if (badge === "none") {
    link.href = "/favicon.svg";
    return;
  }
  const dot = `<circle cx="25" cy="7" r="6" fill="${DOTS[badge]}" stroke="#fff" stroke-width="1.5"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}${dot}</svg>`;
  link.href = `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
