/** Where what listens on a host and a port is reached from the same machine. */

/** For people: `localhost` where that is it. */
export function localUrl(host: string, port: number): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
  return `http://${isHere ? "localhost" : inUrl(host)}:${port}`;
}

/** For programs: the very address, as a name may stand for another one first. */
export function directUrl(host: string, port: number): string {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${inUrl(address)}:${port}`;
}

function inUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
