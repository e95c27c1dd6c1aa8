"use node";
/**
 * The mails as React Email components. Tables and inline styles for Outlook's engine; the classes are for readers
 * that know `prefers-color-scheme`, and every colour reads on either ground without them.
 */
import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from "@react-email/components";
import type { CSSProperties, ReactNode } from "react";

const FONT = "Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/** Colours of Radix slate and iris, the same as in the app. */
const DARK_STYLES = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page, .page > table > tbody > tr > td { background-color: #111113 !important; }
    .card { background-color: #18191b !important; border-color: #2e3135 !important; }
    .text { color: #edeef0 !important; }
    .muted { color: #b0b4ba !important; }
    .line { border-color: #2e3135 !important; }
    .link { color: #b1a9ff !important; }
    .danger { color: #ff9592 !important; }
    .quiet { background-color: #212225 !important; border-color: #363a3f !important; color: #edeef0 !important; }
  }
  @media (max-width: 480px) { .card { padding: 20px 16px !important; } .page { padding: 0 !important; } }
`;

export const STYLE = {
  text: { color: "#1c2024", fontSize: "15px", lineHeight: "23px", margin: "0 0 12px" },
  muted: { color: "#60646c", fontSize: "13px", lineHeight: "19px", margin: "0 0 8px" },
  heading: { color: "#1c2024", fontSize: "20px", lineHeight: "28px", fontWeight: 600, margin: "0 0 8px" },
  link: { color: "#5753c6", textDecoration: "none" },
} satisfies Record<string, CSSProperties>;

type LayoutProps = {
  workspace: string;
  preview: string;
  heading: string;
  foot: ReactNode;
  children: ReactNode;
};

export function Layout({ workspace, preview, heading, foot, children }: LayoutProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <style>{DARK_STYLES}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        className="page"
        style={{ backgroundColor: "#f4f4f6", fontFamily: FONT, margin: 0, padding: "24px 0" }}
      >
        <Container
          className="card"
          style={{
            backgroundColor: "#ffffff",
            border: "1px solid #e0e1e6",
            borderRadius: "10px",
            maxWidth: "600px",
            padding: "28px 32px",
          }}
        >
          <Text className="muted" style={{ ...STYLE.muted, fontWeight: 600, margin: "0 0 20px" }}>
            {workspace}
          </Text>
          <Heading as="h1" className="text" style={STYLE.heading}>
            {heading}
          </Heading>
          {children}
        </Container>
        <Container style={{ maxWidth: "600px", padding: "16px 32px 0" }}>
          <Text className="muted" style={STYLE.muted}>
            {foot}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function MainButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      href={href}
      style={{
        backgroundColor: "#5b5bd6",
        borderRadius: "6px",
        color: "#ffffff",
        fontSize: "15px",
        fontWeight: 500,
        padding: "10px 18px",
        textDecoration: "none",
      }}
    >
      {children}
    </Button>
  );
}

type SubscriptionFootProps = {
  workspace: string;
  settingsUrl: string;
  change: string;
  stopUrl: string;
  stop: string;
};

/** Why a mail came, and how to get others or none. */
export function SubscriptionFoot({ workspace, settingsUrl, change, stopUrl, stop }: SubscriptionFootProps) {
  return (
    <>
      You get this because you are a member of {workspace}.{" "}
      <Link className="link" href={settingsUrl} style={STYLE.link}>
        {change}
      </Link>{" "}
      or{" "}
      <Link className="link" href={stopUrl} style={STYLE.link}>
        {stop}
      </Link>
      .
    </>
  );
}

/** A section under a line. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section style={{ marginTop: "20px" }}>
      <Heading
        as="h2"
        className="muted line"
        style={{
          ...STYLE.muted,
          borderBottom: "1px solid #e0e1e6",
          fontWeight: 600,
          margin: "0 0 4px",
          paddingBottom: "6px",
        }}
      >
        {title}
      </Heading>
      {children}
    </Section>
  );
}

type LinkMailProps = {
  workspace: string;
  heading: string;
  lead: string;
  action: string;
  url: string;
  until: string;
};

/** An invitation, a new password: one sentence and one link. */
export function LinkMail({ workspace, heading, lead, action, url, until }: LinkMailProps) {
  return (
    <Layout
      workspace={workspace}
      preview={lead}
      heading={heading}
      foot="You did not expect this mail? Then leave the link alone: without it nothing happens."
    >
      <Text className="text" style={STYLE.text}>
        {lead}
      </Text>
      <Section style={{ margin: "20px 0" }}>
        <MainButton href={url}>{action}</MainButton>
      </Section>
      <Text className="muted" style={STYLE.muted}>
        Or open this address:{" "}
        <Link className="link" href={url} style={{ ...STYLE.link, wordBreak: "break-all" }}>
          {url}
        </Link>
      </Text>
      <Text className="muted" style={STYLE.muted}>
        The link works once, until {until}.
      </Text>
    </Layout>
  );
}
