import { useEffect, useRef } from "react";

type Options<T> = {
  /** What is being searched for. */
  text: string | undefined;
  isPending: boolean;
  first: T | undefined;
  onPick: (first: T) => void;
};

/**
 * Enter that comes before the answer: what is found first is picked once it is there, if the text is still the same.
 *
 * @returns starts to wait, and says whether it does: false where nothing is on its way, and the second time
 */
export function useFirstFound<T>({ text, isPending, first, onPick }: Options<T>): () => boolean {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined || (isPending && first === undefined)) return;
    const isStill = wanted.current === text;
    wanted.current = undefined;
    if (isStill && first !== undefined) onPick(first);
  }, [text, isPending, first, onPick]);
  return () => {
    if (!isPending || first !== undefined || wanted.current === text) return false;
    wanted.current = text;
    return true;
  };
}
