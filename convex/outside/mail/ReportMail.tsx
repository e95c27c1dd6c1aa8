"use node";
import { Column, Img, Link, Row, Section, Text } from "@react-email/components";
import { Base64, type Infer } from "convex/values";
import type { reportContent, reportTask } from "../../model/summaries/reportContent";
import {
  assigneeLabel,
  channelLabel,
  DAYS_OF_WEEK,
  doneByDay,
  sizeOf,
  talliesBy,
  tallyOf,
  TALLIES,
  type Tally,
} from "../../shared/reports";
import { boardReportPath } from "../../shared/addresses";
import { DAY_MS, HOUR_MS } from "../../shared/time";
import { barChart, CHART } from "./barChart";
import type { LinkTo } from "./DigestMail";
import { Layout, MainButton, Part, STYLE, SubscriptionFoot } from "./templates";
import type { Attachment } from "./transports";

type Report = Infer<typeof reportContent>;
type Props = { report: Report; siteUrl: string; workspace: string; linkTo: LinkTo };

const CHART_CID = "done-by-day@tandem";
/** Tasks of a kind that a mail names; the page has them all. */
const MOST_TASKS = 8;
const MOST_ROWS = 8;

const NAMES: Record<keyof Tally, string> = {
  done: "Done",
  moved: "Moved",
  blocked: "Blocked",
  ageing: "Ageing",
};
/** Each reads on white and on black. */
const COLOURS: Record<keyof Tally, string> = {
  done: "#5b5bd6",
  moved: "#9b9ef0",
  blocked: "#e2a336",
  ageing: "#8b8d98",
};

/** The pictures that the mail refers to. */
export function reportAttachments({ cells }: Report): Attachment[] {
  const content = Base64.fromByteArray(barChart(doneByDay(cells)));
  return [{ cid: CHART_CID, filename: "done-by-day.png", contentType: "image/png", content }];
}

const dayMonth = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", timeZone: "UTC" });

export function ReportMail({ report, siteUrl, workspace, linkTo }: Props) {
  const monday = new Date(`${report.week}T00:00:00Z`);
  const sunday = new Date(monday.getTime() + 6 * 86_400_000);
  const span = `${dayMonth.format(monday)} to ${dayMonth.format(sunday)}`;
  return (
    <Layout
      workspace={workspace}
      preview={`What was done from ${span}, and what is stuck`}
      heading={`Your week, ${span}`}
      foot={
        <SubscriptionFoot
          workspace={workspace}
          settingsUrl={`${siteUrl}/report`}
          change="Change your mail settings"
          stopUrl={linkTo("unsubscribe", "weeklyReport")}
          stop="stop weekly reports"
        />
      }
    >
      <Totals tally={tallyOf(report.cells)} isCut={report.isCut} />
      <DoneByDay days={doneByDay(report.cells)} />
      <Tallies
        title="By channel"
        rows={talliesBy(report.cells, "channelId").map(({ key, tally }) => [
          channelLabel(report, key),
          tally,
        ])}
      />
      <Boards report={report} siteUrl={siteUrl} />
      <Tallies
        title="By person"
        rows={talliesBy(report.cells, "assignee").map(({ key, tally }) => [
          assigneeLabel(report, key),
          tally,
        ])}
      />
      <Tasks title="Blocked" tasks={report.blocked} siteUrl={siteUrl} />
      <Tasks title="In progress for more than a week" tasks={report.ageing} siteUrl={siteUrl} />
      <Tasks title="Done" tasks={report.done} siteUrl={siteUrl} />
      <Tasks title="Moved" tasks={report.moved} siteUrl={siteUrl} />
      <Section style={{ marginTop: "24px" }}>
        <MainButton href={`${siteUrl}/report?week=last`}>Open the report</MainButton>
      </Section>
    </Layout>
  );
}

/** How the boards flow, and what has been stuck there for longest. */
function Boards({ report, siteUrl }: Pick<Props, "report" | "siteUrl">) {
  if (!report.boards || report.boards.length === 0) return null;
  return (
    <Part title="Boards">
      {report.boards.map(({ channelId, done, usual, halfMs, isCut, oldest }) => (
        <Text key={channelId} className="text" style={{ ...STYLE.text, margin: "8px 0" }}>
          <Link
            className="text"
            href={`${siteUrl}${boardReportPath(channelId)}`}
            style={{ color: "#1c2024", textDecoration: "none" }}
          >
            {channelLabel(report, channelId)}
          </Link>
          <br />
          <span className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
            {[
              `${isCut ? "at least " : ""}${done} done (${shortNumber(usual)} a week before)`,
              halfMs !== undefined && `half take ${timeSaid(halfMs)} at most`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {oldest.map(({ taskId, number, title, at }) => (
            <span key={taskId} className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
              <br />
              <Link href={`${siteUrl}/board?task=${taskId}`} style={{ color: "inherit" }}>
                {`T-${number} ${title}`}
              </Link>
              {`: in progress for ${timeSaid(report.until - at)}`}
            </span>
          ))}
        </Text>
      ))}
    </Part>
  );
}

const shortNumber = (value: number): string => String(Number(value.toFixed(1)));

/** "5 hours", "2.5 days". */
function timeSaid(ms: number): string {
  const [value, unit] =
    ms < DAY_MS ? [Math.round(ms / HOUR_MS), "hour"] : [Number((ms / DAY_MS).toFixed(1)), "day"];
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}

function Totals({ tally, isCut }: { tally: Tally; isCut: boolean }) {
  return (
    <>
      <Row style={{ marginTop: "12px" }}>
        {TALLIES.map((kind) => (
          <Column key={kind} style={{ verticalAlign: "top", width: "25%" }}>
            <Text className="text" style={{ ...STYLE.text, margin: 0 }}>
              <strong style={{ fontSize: "24px", fontWeight: 600, lineHeight: "30px" }}>{tally[kind]}</strong>
              <br />
              <span className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
                <span style={{ color: COLOURS[kind] }}>■</span> {NAMES[kind]}
              </span>
            </Text>
          </Column>
        ))}
      </Row>
      {isCut && (
        <Text className="muted" style={STYLE.muted}>
          There are more tasks than were counted.
        </Text>
      )}
    </>
  );
}

function DoneByDay({ days }: { days: number[] }) {
  if (days.every((count) => count === 0)) return null;
  const said = DAYS_OF_WEEK.map((day, i) => `${day} ${days[i]}`).join(", ");
  return (
    <Part title="Done each day">
      <Img
        src={`cid:${CHART_CID}`}
        width={CHART.width}
        height={CHART.height}
        alt={`Tasks done: ${said}.`}
        style={{ color: "#60646c", height: "auto", margin: "12px 0 0", maxWidth: "100%", width: "100%" }}
      />
      <Row>
        {DAYS_OF_WEEK.map((day, i) => (
          <Column key={day} align="center" style={{ width: "14.28%" }}>
            <Text className="muted" style={{ ...STYLE.muted, margin: "6px 0 0" }}>
              {day.slice(0, 3)}
              <br />
              <strong className="text" style={{ color: "#1c2024", fontWeight: 600 }}>
                {days[i]}
              </strong>
            </Text>
          </Column>
        ))}
      </Row>
    </Part>
  );
}

function Tallies({ title, rows }: { title: string; rows: [string, Tally][] }) {
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map(([, tally]) => sizeOf(tally)));
  return (
    <Part title={title}>
      {rows.slice(0, MOST_ROWS).map(([name, tally], i) => (
        <Row key={i}>
          <Column style={{ padding: "6px 0", verticalAlign: "top" }}>
            <Text className="text" style={{ ...STYLE.text, lineHeight: "20px", margin: "0 0 4px" }}>
              {name}{" "}
              <span className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
                {TALLIES.filter((kind) => tally[kind] > 0)
                  .map((kind) => `${tally[kind]} ${NAMES[kind].toLowerCase()}`)
                  .join(", ")}
              </span>
            </Text>
            <Bar tally={tally} most={most} />
          </Column>
        </Row>
      ))}
      {rows.length > MOST_ROWS && (
        <Text className="muted" style={STYLE.muted}>
          and {rows.length - MOST_ROWS} more
        </Text>
      )}
    </Part>
  );
}

/** Coloured cells of a table, which also Outlook's engine draws. */
function Bar({ tally, most }: { tally: Tally; most: number }) {
  const share = (count: number) => `${Math.round((count / most) * 100)}%`;
  const rest = most - sizeOf(tally);
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} width="100%" style={{ height: "6px" }}>
      <tbody>
        <tr>
          {TALLIES.filter((kind) => tally[kind] > 0).map((kind) => (
            <td
              key={kind}
              width={share(tally[kind])}
              height={6}
              style={{ ...CELL, backgroundColor: COLOURS[kind] }}
            >
              &nbsp;
            </td>
          ))}
          {rest > 0 && (
            <td width={share(rest)} height={6} style={CELL}>
              &nbsp;
            </td>
          )}
        </tr>
      </tbody>
    </table>
  );
}

const CELL = { fontSize: "1px", height: "6px", lineHeight: "6px" };

type TasksProps = { title: string; tasks: Infer<typeof reportTask>[]; siteUrl: string };

function Tasks({ title, tasks, siteUrl }: TasksProps) {
  if (tasks.length === 0) return null;
  return (
    <Part title={title}>
      {tasks.slice(0, MOST_TASKS).map(({ taskId, number, title: name, assignee, reason }) => (
        <Text key={taskId} className="text" style={{ ...STYLE.text, margin: "8px 0" }}>
          <Link
            className="text"
            href={`${siteUrl}/board?task=${taskId}`}
            style={{ color: "#1c2024", textDecoration: "none" }}
          >
            {name}
          </Link>
          <br />
          <span className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
            {[`T-${number}`, assignee, reason && `waits for: ${reason}`].filter(Boolean).join(" · ")}
          </span>
        </Text>
      ))}
      {tasks.length > MOST_TASKS && (
        <Text className="muted" style={STYLE.muted}>
          and more in the report
        </Text>
      )}
    </Part>
  );
}
