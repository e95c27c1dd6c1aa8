/** Files as the database knows them. Rules: SPEC.md FS. */
import type { Database } from "../../database/database.ts";
import { componentOf } from "../../functions/paths.ts";
import type { Handlers, OperationContext } from "./context.ts";

type Names =
  | "storage.uploadUrl"
  | "storage.url"
  | "storage.metadata"
  | "storage.find"
  | "storage.delete"
  | "storage.claimUpload"
  | "storage.create"
  | "storage.orphansAmong";

/** Those of the content hashes that no document names any more. */
export function orphansAmong({ catalog, store }: Database, hashes: string[]): string[] {
  const indexes = catalog
    .components()
    .map((component) => catalog.table("_storage", component)!.indexes.get("by_sha256")!);
  return hashes.filter((sha256) => {
    const prefix = `\x15${sha256}`;
    return indexes.every(({ number }) => store.scan(number, prefix, `${prefix}\xff`, "asc", 1).length === 0);
  });
}

export function fileOperations({ database, executor: { effects } }: OperationContext) {
  const { catalog, store, world } = database;
  return {
    "storage.uploadUrl": ({ tx }, { component }) => effects.generateUploadUrl(tx.in(component)),
    "storage.url": ({ tx }, { component, id }) => effects.storageUrl(tx.in(component), id),
    "storage.metadata": ({ tx }, { component, id }) => effects.storageMetadata(tx.in(component), id),
    "storage.find": ({ tx }, id) =>
      effects.storageMetadata(tx.in(catalog.tableOfId(id)?.component ?? ""), id),
    "storage.delete": ({ tx }, { component, id }) => effects.deleteFile(tx.in(component), id),
    "storage.claimUpload": (_run, token) =>
      store.takeUpload(token, world.now()) ? componentOf(token) : null,
    "storage.create": ({ tx }, { component, document }) => tx.in(component).insert("_storage", document),
    "storage.orphansAmong": (_run, hashes) => orphansAmong(database, hashes),
  } satisfies Handlers<Names>;
}
