/** Addresses by which this machine reaches a server that listens on a host and a port. */

/** The address for people: `localhost` if that is it. */
export function localUrl(host: string, port: number): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
  return `http://${isHere ? "localhost" : inUrl(host)}:${port}`;
}

/** The address for programs: the very IP address, since a name may resolve to another one first. */
export function directUrl(host: string, port: number): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${inUrl(address)}:${port}`;
}

function inUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
