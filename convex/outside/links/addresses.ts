"use node";
/** Which addresses the server asks for on a person's word: the ones that anybody on the internet can reach as well. */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { LIMITS } from "../../shared/limits";

/** Hosts that an admin has allowed, as `host` or `host:port`: whatever address they have, and any port. */
export type Allowed = readonly string[];

/** Public by its number, and yet a cloud's own: Azure answers its machines there. */
const CLOUDS_OWN = new Set(["168.63.129.16"]);
const [EVERYBODYS_V6, ITS_BITS] = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an IP address is one of the internet: no private, local, reserved or translated one, in whatever form. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (CLOUDS_OWN.has(address.toString()) || address.range() !== "unicast") return false;
  if (address instanceof ipaddr.IPv4) return true;
  // Beside these there are addresses of IPv4 in other clothes (NAT64, mapped, compatible), and within them those of ISATAP.
  const isTunnel = address.parts[5] === 0x5efe && (address.parts[4]! & 0xfdff) === 0;
  return address.match(EVERYBODYS_V6, ITS_BITS) && !isTunnel;
}

export function isAllowed(
  { hostname, host, port }: Pick<URL, "hostname" | "host" | "port">,
  allowed: Allowed,
) {
  return allowed.some((entry) => entry === hostname || (port !== "" && entry === host));
}

/** The host of a URL without the brackets of IPv6, as look-ups and sockets take it. */
export const bareHost = ({ hostname }: Pick<URL, "hostname">): string => hostname.replace(/^\[|\]$/g, "");

/**
 * What a link asks for, in the form in which two links to the same are the same; null for what is never asked for. A host
 * with a name is looked up later, when it is connected to.
 */
export function askedFor(href: string, allowed: Allowed): URL | null {
  const url = URL.parse(href);
  if (!url || href.length > LIMITS.linkUrl || url.href.length > LIMITS.linkUrl) return null;
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  if (isAllowed(url, allowed)) return url;
  // A port of its own is somebody's console or database more often than a page.
  if (url.port !== "") return null;
  const host = bareHost(url);
  return isIP(host) === 0 || isPublicAddress(host) ? url : null;
}
