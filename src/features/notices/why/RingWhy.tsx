import { FOR_GOOD } from "@convex/shared/ringing/levels";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import type { Why } from "./useWhy";

type Ring = Why["ring"];

/** Why a message rang, or did not: the level, the mute or the hours that decided. */
export function RingWhy({ ring }: { ring: Ring }) {
  const { rings, hasRung, isSince } = ring;
  const why = texts.ringing.why;
  return (
    <div className="grid gap-1.5 border-t pt-2">
      <h3 className="font-semibold">{hasRung ? why.rang : why.rangNot}</h3>
      {isSince && <p className="text-text-muted">{why.isSince}</p>}
      <p>{ruleText(ring)}</p>
      {rings && !hasRung && !isSince && <p className="text-text-muted">{why.readFirst}</p>}
      {DECIDES.has(ring.rule) && (
        <p className="text-text-muted">{why.levelOf[ring.levelOf](texts.ringing.levels[ring.level])}</p>
      )}
    </div>
  );
}

/** Where a level decides, it is said whose choice that is. */
const DECIDES: ReadonlySet<Ring["rule"]> = new Set(["nothing", "everything", "message"]);

const endOf = (until: number | undefined) =>
  until === undefined || until >= FOR_GOOD ? undefined : exactTime(until);
const two = (part: number) => String(part).padStart(2, "0");
const clockOf = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function ruleText({ rule, mutedUntil, pausedUntil, quietHours }: Ring): string {
  const why = texts.ringing.why;
  switch (rule) {
    case "muted":
      return why.muted(endOf(mutedUntil));
    case "paused":
      return why.paused(endOf(pausedUntil));
    case "quietHours":
      return why.quietHours(clockOf(quietHours?.from ?? 0), clockOf(quietHours?.until ?? 0));
    default:
      return why.rules[rule];
  }
}
