"use node";
import { Section, Text } from "@react-email/components";
import type { Infer } from "convex/values";
import type { mentionsContent } from "../../model/summaries/digestContent";
import { messagePath } from "../../shared/addresses";
import { plainLine } from "../../shared/markdown/plainText";
import { Quotes, type LinkTo } from "./DigestMail";
import { Layout, MainButton, STYLE, SubscriptionFoot } from "./templates";

type Props = { mail: Infer<typeof mentionsContent>; siteUrl: string; workspace: string; linkTo: LinkTo };

export function MentionsMail({ mail: { mentions, moreCount }, siteUrl, workspace, linkTo }: Props) {
  const [first] = mentions;
  return (
    <Layout
      workspace={workspace}
      preview={first ? `${first.author}: ${plainLine(first.text)}` : "You were mentioned"}
      heading="You were mentioned while you were away"
      foot={
        <SubscriptionFoot
          workspace={workspace}
          settingsUrl={`${siteUrl}/digest`}
          change="Change how soon it comes"
          stopUrl={linkTo("unsubscribe", "mentions")}
          stop="stop mail about mentions"
        />
      }
    >
      <Quotes mentions={mentions} siteUrl={siteUrl} />
      {moreCount > 0 && (
        <Text className="muted" style={STYLE.muted}>
          and {moreCount} more
        </Text>
      )}
      <Section style={{ marginTop: "24px" }}>
        <MainButton href={first ? siteUrl + messagePath(first) : siteUrl}>Open {workspace}</MainButton>
      </Section>
    </Layout>
  );
}
