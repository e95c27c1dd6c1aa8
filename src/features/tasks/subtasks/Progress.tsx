import { clsx } from "clsx";
import { texts } from "@/texts";

type Props = {
  done: number;
  total: number;
  /** As wide as its place, with the whole sentence. */
  isWide?: boolean;
};

/** How much of something is done: a thin bar and the numbers. */
export function Progress({ done, total, isWide = false }: Props) {
  const said = texts.subtasks.done(done, total);
  return (
    <span className={clsx("flex items-center gap-2", isWide && "min-w-0 flex-1")}>
      <span
        aria-hidden
        className={clsx("h-1 overflow-hidden rounded-full bg-bg-active", isWide ? "flex-1" : "w-6")}
      >
        <span
          className={clsx("block h-full rounded-full", done === total ? "bg-ok" : "bg-accent")}
          style={{ width: `${(done / total) * 100}%` }}
        />
      </span>
      {isWide ? (
        <span className="tabular shrink-0 text-meta text-text-muted">{said}</span>
      ) : (
        <span aria-hidden className="tabular">
          {texts.subtasks.shortDone(done, total)}
        </span>
      )}
    </span>
  );
}
