import { useSearchParams } from "react-router";
import { KEEPS_VIEW } from "@/lib/keepsView";

type Place = { folder?: string; note?: string; file?: string };

/** What is open among the files of a channel is in the address: it can be copied, and going back leaves it. */
export function useFilesAddress() {
  const [params, setParams] = useSearchParams();
  const given = (name: keyof Place) => params.get(name) ?? undefined;

  /** The address of another place beside the same pane. */
  function search({ folder, note, file }: Place): URLSearchParams {
    const next = new URLSearchParams(params);
    for (const [name, id] of Object.entries({ folder, note, file }))
      if (id === undefined) next.delete(name);
      else next.set(name, id);
    return next;
  }

  return {
    folderId: given("folder"),
    noteId: given("note"),
    fileId: given("file"),
    to: (place: Place) => `?${search(place)}`,
    open: (place: Place, isReplacing = false) =>
      setParams(search(place), { state: KEEPS_VIEW, replace: isReplacing }),
    /** Opens a file over its folder; undefined closes it. */
    openFile: (file: string | undefined) => {
      const folder = given("folder");
      setParams(search({ ...(folder && { folder }), ...(file && { file }) }), {
        state: KEEPS_VIEW,
        replace: file === undefined || given("file") !== undefined,
      });
    },
  };
}
