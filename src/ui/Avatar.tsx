import { clsx } from "clsx";
import { hueOf, initials, PENDING } from "@/lib/text";
import { usePicture } from "./usePicture";

type Props = {
  id: string;
  name: string;
  picture?: string | undefined;
  size?: 16 | 20 | 24 | 32 | 36 | 56;
  /** Whether they are here, as a mark on the picture. */
  presence?: "active" | "away" | "offline";
};

const LETTERS = {
  16: "text-[8px]",
  20: "text-[9px]",
  24: "text-[10px]",
  32: "text-meta",
  36: "text-small",
  56: "text-display",
};

/** The picture of a person, or their initials. Decoration: the name stands next to it or in the label of what holds it. */
export function Avatar({ id, name, picture, size = 24, presence }: Props) {
  const address = usePicture(picture, size < 56);
  return (
    <span aria-hidden className="relative inline-block shrink-0" style={{ width: size, height: size }}>
      {address ? (
        <img
          src={address}
          alt=""
          draggable={false}
          decoding="sync"
          className="size-full rounded-full object-cover"
        />
      ) : (
        <span
          className={clsx(
            "grid size-full place-items-center rounded-full font-semibold text-on-accent select-none",
            LETTERS[size],
          )}
          style={{ background: `oklch(var(--avatar-l) 0.11 ${hueOf(id)})` }}
        >
          {name === PENDING ? "" : initials(name)}
        </span>
      )}
      {presence && (
        <span
          className={clsx(
            "absolute -right-0.5 -bottom-0.5 size-2 rounded-full ring-2 ring-bg-sunken",
            presence === "active" && "bg-ok",
            presence === "away" && "border-2 border-ok bg-bg-sunken",
            presence === "offline" && "border border-text-muted bg-bg-sunken",
          )}
        />
      )}
    </span>
  );
}
