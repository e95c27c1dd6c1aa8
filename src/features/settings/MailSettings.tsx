import { DIGEST_DAYS, type DigestDays } from "@convex/shared/digests";
import { MENTION_DELAYS, type MentionDelay } from "@convex/shared/mentions";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { exactTime } from "@/lib/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { CheckField, INPUT } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { Bone, Loading } from "@/ui/Skeleton";
import { useMailSettings, type MailSettingsView, type UpdateMailSettings } from "./useMailSettings";

const DAY_NAMES: Record<DigestDays, string> = {
  workdays: "Working days",
  everyday: "Every day",
  never: "Never",
};
const DAYS = DIGEST_DAYS.map((value) => ({ value, label: DAY_NAMES[value] }));
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ZONES = Intl.supportedValuesOf("timeZone");
const SELECT = `${INPUT} h-9 touch:h-11 touch:text-[16px]`;

type PartProps = { settings: MailSettingsView; update: UpdateMailSettings };

/** Which mail comes by itself and when, and a way to see it now. */
export function MailSettings({ onClose }: { onClose: () => void }) {
  const { settings, update } = useMailSettings();
  if (!settings) {
    return (
      <Loading label="Loading your email settings…">
        <Bone className="h-64 w-full" />
      </Loading>
    );
  }
  return (
    <div className="grid gap-6">
      <DigestPart settings={settings} update={update} onClose={onClose} />
      <ReportPart settings={settings} update={update} onClose={onClose} />
      <MentionsPart settings={settings} update={update} />
      <ZoneField settings={settings} update={update} />
    </div>
  );
}

function Kind({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid justify-items-start gap-2.5">
      <div className="grid gap-0.5">
        <h3 className="font-medium">{title}</h3>
        <p className="text-text-muted">{about}</p>
      </div>
      {children}
    </section>
  );
}

function SeeNow({ to, onClose }: { to: string; onClose: () => void }) {
  return (
    <Link to={to} className="text-accent-text underline" onClick={onClose}>
      See it now
    </Link>
  );
}

function DigestPart({ settings, update, onClose }: PartProps & { onClose: () => void }) {
  const { digestDays, digestHour, nextDigestAt } = settings;
  return (
    <Kind
      title="Today by email"
      about={
        <>
          Tasks that are due, what’s new for you and what you haven’t read. No email when there’s nothing to
          say. <SeeNow to="/digest" onClose={onClose} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label="Days"
          value={digestDays}
          options={DAYS}
          onChange={(days) => void reportRefusal(update({ digestDays: days }))}
        />
        <label className="flex items-center gap-2 text-small font-medium">
          At
          <select
            className={SELECT}
            value={digestHour}
            disabled={digestDays === "never"}
            onChange={(event) => void reportRefusal(update({ digestHour: Number(event.target.value) }))}
          >
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, "0")}:00
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="text-small text-text-muted" role="status">
        {nextDigestAt === undefined
          ? "Daily emails are off. You can always read Today here."
          : `Next email: ${exactTime(nextDigestAt)}`}
      </p>
    </Kind>
  );
}

function ReportPart({ settings, update, onClose }: PartProps & { onClose: () => void }) {
  return (
    <Kind
      title="Weekly report"
      about={
        <>
          What was done, moved, blocked or stuck in your channels, on Mondays at 9:00.{" "}
          <SeeNow to="/report" onClose={onClose} />
        </>
      }
    >
      <CheckField
        label="Email it to me"
        checked={settings.weeklyReport}
        onChange={(weeklyReport) => void reportRefusal(update({ weeklyReport }))}
      />
    </Kind>
  );
}

const DELAY_NAMES: Record<MentionDelay, string> = {
  15: "15 min",
  60: "1 hour",
  240: "4 hours",
  0: "Never",
};
const DELAYS = MENTION_DELAYS.map((minutes) => ({ value: String(minutes), label: DELAY_NAMES[minutes] }));

function MentionsPart({ settings, update }: PartProps) {
  const choose = (value: string) =>
    void reportRefusal(
      update({ mentionMinutes: MENTION_DELAYS.find((minutes) => String(minutes) === value)! }),
    );
  return (
    <Kind
      title="Mentions while you are away"
      about="One email with mentions you missed. None while you’re active."
    >
      <Segmented
        label="Email mentions after"
        value={String(settings.mentionMinutes)}
        options={DELAYS}
        onChange={choose}
      />
    </Kind>
  );
}

function ZoneField({ settings: { timeZone, isZoneChosen }, update }: PartProps) {
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <label className="grid min-w-0 gap-1.5 border-t pt-4 text-small font-medium">
      Time zone
      <select
        className={SELECT}
        value={isZoneChosen ? timeZone : ""}
        onChange={(event) => void reportRefusal(update({ timeZone: event.target.value || null }))}
      >
        <option value="">Same as this browser ({isZoneChosen ? browserZone : timeZone})</option>
        {isZoneChosen && !ZONES.includes(timeZone) && <option value={timeZone}>{timeZone}</option>}
        {ZONES.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </select>
    </label>
  );
}
