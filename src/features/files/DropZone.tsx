import { Paperclip } from "lucide-react";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { Icon } from "@/ui/Icon";

type Props = {
  /** What happens with files that are let go here. */
  label: string;
  onFiles: ((files: File[]) => void) | undefined;
  children: ReactNode;
};

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes("Files");

/** A pane on which files can be dropped anywhere. */
export function DropZone({ label, onFiles, children }: Props) {
  const [isOver, setIsOver] = useState(false);
  // Each element under the pointer is entered and left by itself.
  const depth = useRef(0);

  function move(by: number) {
    depth.current = Math.max(0, depth.current + by);
    setIsOver(depth.current > 0);
  }

  function handleDrop(event: DragEvent) {
    depth.current = 0;
    setIsOver(false);
    if (!onFiles || !holdsFiles(event)) return;
    event.preventDefault();
    // Beyond this pane files are refused.
    event.stopPropagation();
    onFiles([...event.dataTransfer.files]);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is one way of several to add files
    <div
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
      onDragEnter={(event) => onFiles && holdsFiles(event) && move(1)}
      onDragLeave={(event) => onFiles && holdsFiles(event) && move(-1)}
      onDragOver={(event) => {
        if (onFiles && holdsFiles(event)) event.preventDefault();
      }}
      onDrop={handleDrop}
    >
      {children}
      {isOver && (
        <div className="anim-fade pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-pane border-2 border-dashed border-accent-line bg-accent-soft/90 font-medium text-accent-text">
          <span className="flex items-center gap-2">
            <Icon of={Paperclip} />
            {label}
          </span>
        </div>
      )}
    </div>
  );
}
