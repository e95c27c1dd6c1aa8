import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { FileInfo } from "./file";

/** What its uploader and admins may do with a file; each tells what was refused. */
export function useFileActions() {
  const me = useMe();
  const rename = useMutation(api.files.rename);
  const remove = useMutation(api.files.remove);
  const restore = useMutation(api.files.restore);

  async function removeWithUndo(fileId: Id<"files">) {
    if (!(await reportRefusal(remove({ fileId })))) return;
    toast.undo(texts.files.deleted, () => void reportRefusal(restore({ fileId })));
  }

  return {
    mayChange: ({ uploaderId }: FileInfo) => uploaderId === me?._id || me?.role === "admin",
    rename: async (fileId: Id<"files">, name: string) => await reportRefusal(rename({ fileId, name })),
    remove: removeWithUndo,
  };
}
