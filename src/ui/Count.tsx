import { clsx } from "clsx";
import { shortCount } from "@/lib/text";

type Props = { count: number; isMore?: boolean; isLoud?: boolean };

/** A number at the end of a row; loud ones are pills in the accent colour. */
export function Count({ count, isMore, isLoud }: Props) {
  return (
    <span
      className={clsx(
        "tabular shrink-0 text-meta font-semibold",
        isLoud ? "min-w-4.5 rounded-full bg-accent px-1.5 text-center leading-4.5 text-on-accent" : "px-0.5",
      )}
    >
      {shortCount(count, isMore)}
    </span>
  );
}
