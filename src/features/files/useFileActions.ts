import { api } from "@convex/_generated/api";
import type { Id } from "@convex/_generated/dataModel";
import { useMutation } from "convex/react";
import { useMe } from "@/features/users";
import { reportRefusal } from "@/platform/reportRefusal";
import { texts } from "@/texts";
import { toast } from "@/ui/floating/toast";
import type { FileInfo } from "./file";

/** What may be done with a file; each tells what was refused. Files of a task are everybody's who has the task. */
export function useFileActions() {
  const me = useMe();
  const rename = useMutation(api.files.rename);
  const remove = useMutation(api.files.remove);
  const restore = useMutation(api.files.restore);
  const takeOff = useMutation(api.tasks.removeFile);
  const putBack = useMutation(api.tasks.restoreFile);
  const mayRename = ({ uploaderId }: FileInfo) => uploaderId === me?._id || me?.role === "admin";

  async function removeWithUndo({ _id: fileId, taskId }: Pick<FileInfo, "_id" | "taskId">) {
    const [away, back] = taskId
      ? [() => takeOff({ taskId, fileId }), () => putBack({ taskId, fileId })]
      : [() => remove({ fileId }), () => restore({ fileId })];
    if (!(await reportRefusal(away()))) return;
    toast.undoHere(texts.files.deleted, () => void reportRefusal(back()));
  }

  return {
    mayRename,
    mayRemove: (file: FileInfo) => file.taskId !== undefined || mayRename(file),
    rename: async (fileId: Id<"files">, name: string) => await reportRefusal(rename({ fileId, name })),
    remove: removeWithUndo,
  };
}
