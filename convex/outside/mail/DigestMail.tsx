"use node";
import { Column, Link, Row, Section, Text } from "@react-email/components";
import type { Infer } from "convex/values";
import type { digestContent, digestTask } from "../../model/summaries/digestContent";
import type { LinkAction } from "../../model/mail/mailLinks";
import { channelPath, messagePath, taskPath } from "../../shared/addresses";
import { plainLine } from "../../shared/markdown/plainText";
import type { TaskStatus } from "../../shared/tasks";
import { Layout, MainButton, Part, STYLE, SubscriptionFoot } from "./templates";

type Digest = Infer<typeof digestContent>;
type Task = Infer<typeof digestTask>;
export type LinkTo = (action: LinkAction, of: string) => string;
type Props = { digest: Digest; siteUrl: string; workspace: string; linkTo: LinkTo };

const longDay = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

export function DigestMail({ digest, siteUrl, workspace, linkTo }: Props) {
  const date = longDay.format(new Date(`${digest.day}T00:00:00Z`));
  return (
    <Layout
      workspace={workspace}
      preview={`What is due and what is new, ${date}`}
      heading={date}
      foot={
        <SubscriptionFoot
          workspace={workspace}
          settingsUrl={`${siteUrl}/digest`}
          change="Change when it comes"
          stopUrl={linkTo("unsubscribe", "digest")}
          stop="stop daily digests"
        />
      }
    >
      <Tasks title="Due" tasks={digest.due} actions={OWN} {...{ siteUrl, linkTo }} />
      <Tasks title="New for you" tasks={digest.assigned} actions={OWN} {...{ siteUrl, linkTo }} />
      <Mentions digest={digest} siteUrl={siteUrl} />
      <Channels digest={digest} siteUrl={siteUrl} />
      <Tasks title="Due, and nobody's" tasks={digest.unowned} actions={UNOWNED} {...{ siteUrl, linkTo }} />
      <Section style={{ marginTop: "24px" }}>
        <MainButton href={siteUrl}>Open {workspace}</MainButton>
      </Section>
    </Layout>
  );
}

const OWN = [
  ["done", "Done"],
  ["snooze", "Tomorrow"],
] as const;
const UNOWNED = [["claim", "I take it"]] as const;

type TasksProps = {
  title: string;
  tasks: Task[];
  actions: readonly (readonly [LinkAction, string])[];
  siteUrl: string;
  linkTo: LinkTo;
};

function Tasks({ title, tasks, actions, siteUrl, linkTo }: TasksProps) {
  if (tasks.length === 0) return null;
  return (
    <Part title={title}>
      {tasks.map((task) => (
        <Row key={task.taskId}>
          <Column style={{ padding: "6px 12px 6px 0", verticalAlign: "top" }}>
            <Text className="text" style={{ ...STYLE.text, margin: 0 }}>
              <Link
                className="text"
                href={`${siteUrl}/board?task=${task.taskId}`}
                style={{ color: "#1c2024", textDecoration: "none" }}
              >
                {task.title}
              </Link>
              <br />
              <span className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
                T-{task.number}
                {task.isOverdue && (
                  <span className="danger" style={{ color: "#ce2c31" }}>
                    {" "}
                    overdue
                  </span>
                )}
              </span>
            </Text>
          </Column>
          <Column align="right" style={{ padding: "6px 0", verticalAlign: "top", whiteSpace: "nowrap" }}>
            {actions.map(([action, label]) => (
              <Link
                key={action}
                className="quiet"
                href={linkTo(action, task.taskId)}
                style={{
                  backgroundColor: "#ffffff",
                  border: "1px solid #d9d9e0",
                  borderRadius: "6px",
                  color: "#1c2024",
                  display: "inline-block",
                  fontSize: "13px",
                  lineHeight: "18px",
                  marginLeft: "6px",
                  padding: "4px 10px",
                  textDecoration: "none",
                }}
              >
                {label}
              </Link>
            ))}
          </Column>
        </Row>
      ))}
    </Part>
  );
}

function Mentions({ digest: { mentions }, siteUrl }: { digest: Digest; siteUrl: string }) {
  if (mentions.length === 0) return null;
  return (
    <Part title="You were mentioned">
      <Quotes mentions={mentions} siteUrl={siteUrl} />
    </Part>
  );
}

const STATUS_NAMES: Record<TaskStatus, string> = { todo: "To do", in_progress: "In progress", done: "Done" };

/** Messages with their author and place, and what they name as it is now. */
export function Quotes({ mentions, siteUrl }: Pick<Digest, "mentions"> & { siteUrl: string }) {
  return (
    <>
      {mentions.map((mention) => (
        <Text key={mention.messageId} className="text" style={{ ...STYLE.text, margin: "8px 0" }}>
          <strong style={{ fontWeight: 600 }}>{mention.author}</strong>{" "}
          <Link
            className="link"
            href={siteUrl + messagePath(mention)}
            style={{ ...STYLE.link, fontSize: "13px" }}
          >
            {mention.channel}
            {mention.threadId && ", in a thread"}
          </Link>
          <br />
          {plainLine(mention.text)}
          {mention.tasks?.map(({ taskId, number, title, status }) => (
            <span key={taskId} className="muted" style={{ color: "#60646c", fontSize: "13px" }}>
              <br />
              <Link href={`${siteUrl}${taskPath(taskId)}`} style={{ color: "inherit" }}>
                {`T-${number} ${title}`}
              </Link>
              {` · ${STATUS_NAMES[status]}`}
            </span>
          ))}
        </Text>
      ))}
    </>
  );
}

function Channels({ digest, siteUrl }: { digest: Digest; siteUrl: string }) {
  if (digest.channels.length === 0) return null;
  return (
    <Part title="Unread">
      {digest.channels.map(({ channelId, name, unread }) => (
        <Row key={channelId}>
          <Column style={{ padding: "4px 0" }}>
            <Link
              className="link"
              href={siteUrl + channelPath(channelId)}
              style={{ ...STYLE.link, fontSize: "15px", lineHeight: "22px" }}
            >
              {name}
            </Link>
          </Column>
          <Column
            align="right"
            className="muted"
            style={{ color: "#60646c", fontSize: "13px", whiteSpace: "nowrap" }}
          >
            {unread >= 100 ? "99+" : unread}
          </Column>
        </Row>
      ))}
    </Part>
  );
}
