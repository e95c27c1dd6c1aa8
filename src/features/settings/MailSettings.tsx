import { DIGEST_DAYS, type DigestDays } from "@convex/shared/digests";
import { Link } from "react-router";
import { exactTime } from "@/lib/time";
import { tell } from "@/platform/tell";
import { INPUT } from "@/ui/Field";
import { Segmented } from "@/ui/Segmented";
import { Bone, Loading } from "@/ui/Skeleton";
import { useDigestSettings } from "./useDigestSettings";

const DAY_NAMES: Record<DigestDays, string> = {
  workdays: "Working days",
  everyday: "Every day",
  never: "Never",
};
const DAYS = DIGEST_DAYS.map((value) => ({ value, label: DAY_NAMES[value] }));
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ZONES = Intl.supportedValuesOf("timeZone");
const SELECT = `${INPUT} h-9 touch:h-11 touch:text-[16px]`;

/** When a person's digest comes, and a way to see it now. */
export function MailSettings({ onClose }: { onClose: () => void }) {
  const { settings, update } = useDigestSettings();
  if (!settings) {
    return (
      <Loading label="Loading your mail settings…">
        <Bone className="h-40 w-full" />
      </Loading>
    );
  }
  const { digestDays, digestHour, timeZone, isZoneChosen, nextDigestAt } = settings;
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h3 className="font-medium">Daily digest</h3>
        <p className="text-text-muted">
          Tasks that are due, what is new for you and what you have not read. Nothing to say, no mail.{" "}
          <Link to="/digest" className="text-accent-text underline" onClick={onClose}>
            See it now
          </Link>
        </p>
      </div>
      <div>
        <Segmented
          label="Days"
          value={digestDays}
          options={DAYS}
          onChange={(days) => void tell(update({ digestDays: days }))}
        />
      </div>
      <div className="grid gap-4 wide:grid-cols-2">
        <label className="grid gap-1.5 text-small font-medium">
          At
          <select
            className={SELECT}
            value={digestHour}
            disabled={digestDays === "never"}
            onChange={(event) => void tell(update({ digestHour: Number(event.target.value) }))}
          >
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, "0")}:00
              </option>
            ))}
          </select>
        </label>
        <label className="grid min-w-0 gap-1.5 text-small font-medium">
          Time zone
          <select
            className={SELECT}
            value={isZoneChosen ? timeZone : ""}
            onChange={(event) => void tell(update({ timeZone: event.target.value || null }))}
          >
            <option value="">Like this browser ({isZoneChosen ? browserZone : timeZone})</option>
            {isZoneChosen && !ZONES.includes(timeZone) && <option value={timeZone}>{timeZone}</option>}
            {ZONES.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="text-small text-text-muted" role="status">
        {nextDigestAt === undefined
          ? "No digest comes by mail. You can read it here at any time."
          : `The next one comes ${exactTime(nextDigestAt)}, where you are now.`}
      </p>
    </div>
  );
}
