import { clsx } from "clsx";
import { lazy, Suspense, useState } from "react";
import { retryImport } from "@/lib/retryImport";
import { texts } from "@/texts";
import { TagDot } from "./LabelDot";

type Props = {
  id: string;
  names: readonly string[];
  active: number;
  onPick: (name: string) => void;
};

const LabelsDialog = lazy(retryImport(() => import("./LabelsDialog")));

/** Labels below the field of tags. The keys are the field's, which keeps the focus. */
export function Suggestions(props: Props) {
  const [isManaging, setIsManaging] = useState(false);
  return (
    <>
      {props.names.length > 0 && <List {...props} onManage={() => setIsManaging(true)} />}
      {isManaging && (
        <Suspense>
          <LabelsDialog onClose={() => setIsManaging(false)} />
        </Suspense>
      )}
    </>
  );
}

const showWhole = (list: HTMLElement | null) => list?.scrollIntoView({ block: "nearest" });

function List({ id, names, active, onPick, onManage }: Props & { onManage: () => void }) {
  return (
    <div
      // In a dialog it would be below the end of what is seen.
      ref={showWhole}
      className="anim-rise absolute inset-x-0 top-full z-20 mt-1 rounded-pane bg-bg-raised p-1 shadow-float"
    >
      <div id={id} role="listbox" aria-label={texts.labels.labels} className="max-h-56 overflow-y-auto">
        {names.map((name, i) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
          <div
            key={name}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === active}
            className={clsx(
              "flex h-8 cursor-default items-center gap-2 rounded-control px-2 hover:bg-bg-hover touch:h-11",
              i === active && "bg-bg-active",
            )}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(name)}
          >
            <TagDot tag={name} />
            <span dir="auto" className="truncate">
              {name}
            </span>
          </div>
        ))}
      </div>
      <button
        type="button"
        tabIndex={-1}
        className="flex h-8 w-full items-center rounded-control border-t px-2 text-small text-text-muted hover:bg-bg-hover touch:h-11"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onManage}
      >
        {texts.labels.manage}
      </button>
    </div>
  );
}
