import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { retryImport } from "@/lib/retryImport";
import { squaresOf } from "@/lib/smallPictures";
import { texts } from "@/texts";
import { Button } from "../../Button";
import { toast } from "../../floating/toast";

const loadCropDialog = () => import("./CropDialog");
const CropDialog = lazy(retryImport(loadCropDialog));

/** What browsers draw and phones make of their photos. No drawings: they are programs. */
const ACCEPTED = "image/png,image/jpeg,image/webp,image/avif,image/gif";

type Props = {
  label: string;
  shape: "round" | "rect";
  /** Pixels of the sides of the squares that are made. */
  sides: readonly number[];
  hasPicture: boolean;
  /** The picture as it is now. */
  children: ReactNode;
  /** Answers whether it was done, and says by itself what was refused. */
  onSave: (squares: Blob[]) => Promise<boolean>;
  onRemove: () => Promise<boolean>;
};

/** A square picture, to be chosen, cut, exchanged and taken away. */
export function PictureField({ label, shape, sides, hasPicture, children, onSave, onRemove }: Props) {
  const [chosen, setChosen] = useState<{ file: File; address: string }>();
  const [isRemoving, setIsRemoving] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  async function choose(file: File) {
    const picture = ACCEPTED.includes(file.type) ? await createImageBitmap(file).catch(() => null) : null;
    picture?.close();
    if (picture) setChosen({ file, address: URL.createObjectURL(file) });
    else toast.error(texts.ui.noPicture);
  }

  function close() {
    if (chosen) URL.revokeObjectURL(chosen.address);
    setChosen(undefined);
  }

  async function save(part: Parameters<typeof squaresOf>[1]): Promise<boolean> {
    const squares = chosen && (await squaresOf(chosen.file, part, { sides, isClear: shape === "rect" }));
    if (squares) return await onSave(squares);
    toast.error(texts.ui.noPicture);
    return false;
  }

  async function remove() {
    setIsRemoving(true);
    await onRemove();
    setIsRemoving(false);
  }

  return (
    <section aria-label={label} className="flex flex-wrap items-center gap-4">
      {children}
      <div className="flex flex-wrap gap-2">
        <input
          ref={input}
          type="file"
          hidden
          aria-label={texts.ui.choosePicture}
          accept={ACCEPTED}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void choose(file);
            event.target.value = "";
          }}
        />
        <Button onPointerEnter={() => void loadCropDialog()} onClick={() => input.current?.click()}>
          {hasPicture ? texts.ui.changePicture : texts.ui.choosePicture}
        </Button>
        {hasPicture && (
          <Button look="ghost" disabled={isRemoving} onClick={() => void remove()}>
            {texts.ui.removePicture}
          </Button>
        )}
      </div>
      {chosen && (
        <Suspense fallback={null}>
          <CropDialog address={chosen.address} shape={shape} onSave={save} onClose={close} />
        </Suspense>
      )}
    </section>
  );
}
