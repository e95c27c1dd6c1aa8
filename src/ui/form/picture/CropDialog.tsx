import { useId, useState } from "react";
import Cropper from "react-easy-crop";
import "react-easy-crop/react-easy-crop.css";
import type { Part } from "@/lib/smallPictures";
import { texts } from "@/texts";
import { Button } from "../../Button";
import { Dialog, DialogActions } from "../../floating/Dialog";

type Props = {
  /** Of the picture, in this browser. */
  address: string;
  shape: "round" | "rect";
  /** The part is kept on screen until this has answered; false leaves it there. */
  onSave: (part: Part) => Promise<boolean>;
  onClose: () => void;
};

const MOST_ZOOM = 4;
const ZOOM_STEP = 0.1;
const KEY_STEP_PX = 8;

/** The part of a picture that is shown as a square: moved and zoomed by mouse, fingers and keys. */
export default function CropDialog({ address, shape, onSave, onClose }: Props) {
  const [crop, setCrop] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const [part, setPart] = useState<Part>();
  const [isSaving, setIsSaving] = useState(false);
  const zoomBy = (step: number) => setZoom((now) => Math.min(MOST_ZOOM, Math.max(1, now + step)));

  async function save() {
    if (!part) return;
    setIsSaving(true);
    if (await onSave(part)) onClose();
    else setIsSaving(false);
  }

  return (
    <Dialog title={texts.ui.cropTitle} description={texts.ui.cropHint} onClose={onClose}>
      <div className="relative mx-auto size-72 overflow-hidden rounded-control bg-bg-sunken">
        <Cropper
          image={address}
          crop={crop}
          zoom={zoom}
          maxZoom={MOST_ZOOM}
          aspect={1}
          cropShape={shape}
          objectFit="cover"
          showGrid={false}
          disableAutomaticStylesInjection
          cropperProps={{
            role: "application",
            "aria-label": texts.ui.cropArea,
            onKeyUp: ({ key }) => {
              if (key === "+" || key === "=") zoomBy(ZOOM_STEP);
              if (key === "-") zoomBy(-ZOOM_STEP);
            },
          }}
          mediaProps={{ alt: "", draggable: false }}
          onCropChange={setCrop}
          onZoomChange={setZoom}
          keyboardStep={KEY_STEP_PX}
          onCropAreaChange={(_percent, pixels) => setPart(pixels)}
        />
      </div>
      <Zoom value={zoom} onChange={setZoom} />
      <DialogActions>
        <Button onClick={onClose}>{texts.ui.cancel}</Button>
        <Button look="primary" disabled={!part || isSaving} onClick={() => void save()}>
          {isSaving ? texts.ui.saving : texts.ui.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Zoom({ value, onChange }: { value: number; onChange: (zoom: number) => void }) {
  const id = useId();
  return (
    <div className="mx-auto mt-3 flex w-72 items-center gap-3">
      <label htmlFor={id} className="text-small font-medium">
        {texts.ui.zoom}
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={MOST_ZOOM}
        step={ZOOM_STEP}
        value={value}
        aria-valuetext={texts.ui.percent(value)}
        className="slider h-8 min-w-0 flex-1 touch:h-11"
        onChange={(event) => onChange(Number(event.target.value))}
      />
    </div>
  );
}
