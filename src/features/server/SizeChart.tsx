import type { ServerFigures } from "@/platform/auth/serverFigures";
import { texts } from "@/texts";
import { Section } from "@/ui/Section";
import { growthADay } from "./warnings";

const WIDTH = 600;
const HEIGHT = 64;

/** How the data grew since the server started. */
export function SizeChart({ sizes }: Pick<ServerFigures, "sizes">) {
  const growth = growthADay({ sizes });
  return (
    <Section title={texts.server.size}>
      {sizes.length > 1 && (
        <svg
          role="img"
          aria-label={texts.server.sizeFromTo(
            texts.ui.bytes(sizes[0]!.bytes),
            texts.ui.bytes(sizes.at(-1)!.bytes),
          )}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-16 w-full max-w-xl border-b text-accent"
        >
          <polyline
            points={pointsOf(sizes)}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      )}
      <p className="mt-1 text-small text-text-muted">
        {texts.server.sinceStart} {growth !== null && texts.server.growthADay(texts.ui.bytes(growth))}
      </p>
    </Section>
  );
}

/** The line from the left edge to the right, from nothing at the bottom to the most at the top. */
function pointsOf(sizes: ServerFigures["sizes"]): string {
  const from = sizes[0]!.at;
  const spanMs = Math.max(1, sizes.at(-1)!.at - from);
  const most = Math.max(1, ...sizes.map(({ bytes }) => bytes));
  return sizes
    .map(({ at, bytes }) => `${((at - from) / spanMs) * WIDTH},${HEIGHT - 2 - (bytes / most) * (HEIGHT - 4)}`)
    .join(" ");
}
