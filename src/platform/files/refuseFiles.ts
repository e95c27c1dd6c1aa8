const holdsFiles = (data: DataTransfer | null): boolean => data?.types.includes("Files") === true;

/**
 * Keeps dropped files from taking the page's place, which is what browsers do with them, and says that files are not
 * taken, also when one is pasted.
 *
 * @returns stops it
 */
export function refuseFiles(onFile: () => void): () => void {
  // Without this the browser would not ask for the drop, but open the file.
  const handleOver = (event: DragEvent) => {
    if (holdsFiles(event.dataTransfer)) event.preventDefault();
  };
  const handleDrop = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return;
    event.preventDefault();
    onFile();
  };
  const handlePaste = ({ clipboardData: data }: ClipboardEvent) => {
    // Some programs copy a picture beside the text: then the text is pasted.
    if (holdsFiles(data) && !data?.types.includes("text/plain")) onFile();
  };
  addEventListener("dragover", handleOver);
  addEventListener("drop", handleDrop);
  addEventListener("paste", handlePaste);
  return () => {
    removeEventListener("dragover", handleOver);
    removeEventListener("drop", handleDrop);
    removeEventListener("paste", handlePaste);
  };
}
