/** State of a navigation that changes what stands beside the page: the page itself stays where it is. */
export const KEEPS_VIEW = { keepsView: true } as const;

export const keepsView = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "keepsView" in state;
