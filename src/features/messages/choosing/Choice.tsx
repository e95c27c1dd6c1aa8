import { texts } from "@/texts";

type Props = { isChosen: boolean; byline: string; isOff: boolean };

/** The box of a message while one chooses. A click on it is its row's. */
export default function Choice({ isChosen, byline, isOff }: Props) {
  return (
    <input
      type="checkbox"
      aria-label={texts.choosing.select(byline)}
      className="mt-1 size-4 justify-self-center accent-accent"
      checked={isChosen}
      disabled={isOff}
      readOnly
    />
  );
}
