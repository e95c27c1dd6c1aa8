import { logoUrl } from "@/lib/logo";

const DOTS = { none: undefined, quiet: "#8b8d98", loud: "#e5484d" };

/** Puts a dot on the tab's picture: grey for news, red for what is meant for you. */
export function setFaviconBadge(badge: keyof typeof DOTS): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = logoUrl(DOTS[badge]);
}
