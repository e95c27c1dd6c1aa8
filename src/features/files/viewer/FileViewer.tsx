import { filePath, messagePath } from "@convex/shared/addresses";
import {
  ChevronLeft,
  ChevronRight,
  Copy,
  Link as LinkIcon,
  MessageSquare,
  Trash2,
  X,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { restoreFocus } from "@/lib/focus";
import { texts } from "@/texts";
import { copyLink } from "@/ui/floating/copyLink";
import { toast } from "@/ui/floating/toast";
import { Icon, type IconShape } from "@/ui/Icon";
import { IconButton } from "@/ui/IconButton";
import { DownloadLink } from "../DownloadLink";
import { FileFacts } from "../FileFacts";
import { isPdf, isPicture, type FileInfo } from "../file";
import { FilePreview } from "./FilePreview";
import { useFileActions } from "../useFileActions";
import { useFileUrl } from "../FilesContext";
import { whole } from "../parts";

type Props = {
  files: readonly FileInfo[];
  file: FileInfo;
  onShow: (id: string) => void;
  onClose: () => void;
};

/** A swipe is longer than this, and more sideways than up or down. */
const SWIPE_PX = 48;

/** One file over everything, and the way to those beside it: by arrow keys, buttons or a swipe. */
export function FileViewer({ files, file, onShow, onClose }: Props) {
  const [opener] = useState(() => document.activeElement);
  const [zoomedId, setZoomedId] = useState<string>();
  const at = files.findIndex(({ _id }) => _id === file._id);
  const isZoomed = zoomedId === file._id;
  const step = (by: 1 | -1) => {
    const next = files[at + by];
    if (next) onShow(next._id);
  };
  const swipe = useSwipe((by) => !isZoomed && step(by));

  function handleKey(event: KeyboardEvent) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined;
    if (!by || (event.target as Element).closest("video,audio,pre")) return;
    event.preventDefault();
    step(by);
  }

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="anim-fade fixed inset-0 z-40 bg-bg" />
        <Radix.Content
          aria-describedby={undefined}
          className="anim-fade fixed inset-0 z-40 flex flex-col bg-bg outline-none"
          onKeyDown={handleKey}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            restoreFocus(opener);
          }}
          {...swipe}
        >
          <Head file={file} onGone={onClose}>
            {(isPicture(file) || isPdf(file)) && (
              <Tool
                label={isZoomed ? texts.files.zoomOut : texts.files.zoomIn}
                icon={isZoomed ? ZoomOut : ZoomIn}
                onClick={() => setZoomedId(isZoomed ? undefined : file._id)}
              />
            )}
          </Head>
          <FilePreview
            key={file._id}
            file={file}
            isZoomed={isZoomed}
            onZoom={() => setZoomedId(isZoomed ? undefined : file._id)}
          />
          {files.length > 1 && (
            <nav className="flex h-12 shrink-0 items-center justify-center gap-3 border-t">
              <Tool
                label={texts.files.previous}
                icon={ChevronLeft}
                disabled={at === 0}
                onClick={() => step(-1)}
              />
              <span className="tabular text-small text-text-muted">
                {texts.files.place(at + 1, files.length)}
              </span>
              <Tool
                label={texts.files.next}
                icon={ChevronRight}
                disabled={at === files.length - 1}
                onClick={() => step(1)}
              />
            </nav>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Head({ file, onGone, children }: { file: FileInfo; onGone: () => void; children: ReactNode }) {
  const { mayRemove, remove } = useFileActions();
  const navigate = useNavigate();
  const { _id: fileId, channelId, messageId } = file;
  const urlOf = useFileUrl();

  async function copyPicture() {
    const url = urlOf(file._id);
    if (url && (await isCopied(url, file))) toast.tell(texts.files.pictureCopied);
    else toast.error(texts.files.copyFailed);
  }

  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-1 border-b py-1 pr-2 pl-4">
      {/* On a phone the tools stand below name and close. */}
      <div className="min-w-0 flex-1 max-wide:-order-2 max-wide:basis-[calc(100%-4rem)]">
        <Radix.Title dir="auto" className="truncate font-semibold" title={file.name}>
          {file.name}
        </Radix.Title>
        <FileFacts file={file} />
      </div>
      {children}
      {isPicture(file) && (
        <Tool label={texts.files.copyPicture} icon={Copy} onClick={() => void copyPicture()} />
      )}
      {channelId && (
        <Tool
          label={texts.files.copyLink}
          icon={LinkIcon}
          onClick={() => void copyLink(filePath({ channelId, fileId }))}
        />
      )}
      {channelId && messageId && (
        <Tool
          label={texts.files.showMessage}
          icon={MessageSquare}
          onClick={() => {
            onGone();
            void navigate(messagePath({ channelId, messageId }));
          }}
        />
      )}
      <DownloadLink file={file} />
      {mayRemove(file) && (
        <Tool
          label={texts.files.delete}
          icon={Trash2}
          onClick={() => {
            onGone();
            void remove(file);
          }}
        />
      )}
      <Radix.Close asChild>
        <IconButton label={texts.ui.close} keys="Escape" className="max-wide:-order-1">
          <Icon of={X} />
        </IconButton>
      </Radix.Close>
    </header>
  );
}

type ToolProps = { label: string; icon: IconShape; disabled?: boolean; onClick: () => void };

const Tool = ({ icon, ...rest }: ToolProps) => (
  <IconButton {...rest}>
    <Icon of={icon} />
  </IconButton>
);

/** Clipboards take PNG. */
async function isCopied(url: string, file: FileInfo): Promise<boolean> {
  try {
    const picture = await createImageBitmap(await whole(url, file));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    const png = await canvas.convertToBlob({ type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    return true;
  } catch {
    return false;
  }
}

function useSwipe(onSwipe: (by: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number }>(undefined);
  return {
    onTouchStart: ({ touches }: React.TouchEvent) => {
      const touch = touches.item(0);
      start.current = touches.length === 1 && touch ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    onTouchEnd: ({ changedTouches }: React.TouchEvent) => {
      const touch = changedTouches.item(0);
      if (!start.current || !touch) return;
      const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
      start.current = undefined;
      if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? 1 : -1);
    },
  };
}
