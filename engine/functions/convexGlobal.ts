/** The `Convex` that `convex/server` finds on the global object and calls. Arguments and answers are JSON texts. */
export type ConvexGlobal = {
  syscall(name: string, args: string): string;
  asyncSyscall(name: string, args: string): string | Promise<string>;
  /** Blobs cannot be JSON. */
  jsSyscall(name: string, args: BlobArgs): unknown;
};

export type BlobArgs = { blob?: Blob; storageId?: string; options?: { sha256?: string } };

/** No function can change it. @param isFinal nor put another in its place */
export function installConvex(convex: ConvexGlobal, isFinal = false): void {
  for (const call of Object.values(convex)) Object.freeze(call);
  Object.freeze(convex);
  Object.defineProperty(globalThis, "Convex", { value: convex, writable: false, configurable: !isFinal });
}
