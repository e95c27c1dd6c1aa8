import type { ReactNode } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { LoadingLines } from "@/ui/Skeleton";
import { valueOf, type Reading } from "./useReading";

type Props<T> = {
  reading: Reading<T>;
  read: () => void;
  loading: string;
  /** What was read, also while a later attempt has failed. */
  children: (value: T) => ReactNode;
};

/** Something that is read of the server: it is loading, cannot be read, is elsewhere, or is there. */
export function Read<T>({ reading, read, loading, children }: Props<T>) {
  const value = valueOf(reading);
  if (reading.state === "loading") return <LoadingLines label={loading} />;
  if (reading.state === "elsewhere")
    return <Empty title={texts.server.elsewhere}>{texts.server.elsewhereNext}</Empty>;
  return (
    <>
      {reading.state === "failed" && (
        <div role="alert">
          <Empty
            title={texts.server.couldNotLoad}
            action={<Button onClick={read}>{texts.server.tryAgain}</Button>}
          >
            {reading.error}
          </Empty>
        </div>
      )}
      {value !== undefined && children(value)}
    </>
  );
}
