import { DIGEST_DAYS } from "@convex/shared/digests";
import { MENTION_DELAYS } from "@convex/shared/mentions";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { texts } from "@/texts";
import { exactTime } from "@/texts/time";
import { reportRefusal } from "@/platform/reportRefusal";
import { CheckField, INPUT } from "@/ui/form/Field";
import { Segmented } from "@/ui/form/Segmented";
import { Bone, Loading } from "@/ui/Skeleton";
import { useMailSettings, type MailSettingsView, type UpdateMailSettings } from "./useMailSettings";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const ZONES = Intl.supportedValuesOf("timeZone");
const SELECT = `${INPUT} h-9 touch:h-11 touch:text-[16px]`;

type PartProps = { settings: MailSettingsView; update: UpdateMailSettings };

/** Which mail comes by itself and when, and a way to see it now. */
export function MailSettings({ onClose }: { onClose: () => void }) {
  const { settings, update } = useMailSettings();
  if (!settings) {
    return (
      <Loading label={texts.settings.loadingMail}>
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
      {texts.settings.seeItNow}
    </Link>
  );
}

function DigestPart({ settings, update, onClose }: PartProps & { onClose: () => void }) {
  const { digestDays, digestHour, nextDigestAt } = settings;
  return (
    <Kind
      title={texts.settings.digestTitle}
      about={
        <>
          {texts.settings.digestAbout} <SeeNow to="/digest" onClose={onClose} />
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label={texts.settings.digestDaysLabel}
          value={digestDays}
          options={DIGEST_DAYS.map((value) => ({ value, label: texts.settings.digestDays[value] }))}
          onChange={(days) => void reportRefusal(update({ digestDays: days }))}
        />
        <label className="flex items-center gap-2 text-small font-medium">
          {texts.settings.at}
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
          ? texts.settings.digestOff
          : texts.settings.nextEmail(exactTime(nextDigestAt))}
      </p>
    </Kind>
  );
}

function ReportPart({ settings, update, onClose }: PartProps & { onClose: () => void }) {
  return (
    <Kind
      title={texts.commands.labels.report}
      about={
        <>
          {texts.settings.reportAbout} <SeeNow to="/report" onClose={onClose} />
        </>
      }
    >
      <CheckField
        label={texts.settings.emailItToMe}
        checked={settings.weeklyReport}
        onChange={(weeklyReport) => void reportRefusal(update({ weeklyReport }))}
      />
    </Kind>
  );
}

function MentionsPart({ settings, update }: PartProps) {
  const choose = (value: string) =>
    void reportRefusal(
      update({ mentionMinutes: MENTION_DELAYS.find((minutes) => String(minutes) === value)! }),
    );
  return (
    <Kind title={texts.settings.mentionsTitle} about={texts.settings.mentionsAbout}>
      <Segmented
        label={texts.settings.emailMentionsAfter}
        value={String(settings.mentionMinutes)}
        options={MENTION_DELAYS.map((minutes) => ({
          value: String(minutes),
          label: texts.settings.mentionDelays[minutes],
        }))}
        onChange={choose}
      />
    </Kind>
  );
}

function ZoneField({ settings: { timeZone, isZoneChosen }, update }: PartProps) {
  const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <label className="grid min-w-0 gap-1.5 border-t pt-4 text-small font-medium">
      {texts.settings.timeZone}
      <select
        className={SELECT}
        value={isZoneChosen ? timeZone : ""}
        onChange={(event) => void reportRefusal(update({ timeZone: event.target.value || null }))}
      >
        <option value="">{texts.settings.browserZone(isZoneChosen ? browserZone : timeZone)}</option>
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
