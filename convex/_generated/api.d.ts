/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as access from "../access.js";
import type * as ai_askProvider from "../ai/askProvider.js";
import type * as ai_categorise from "../ai/categorise.js";
import type * as aiUsage from "../aiUsage.js";
import type * as categorisations from "../categorisations.js";
import type * as channels from "../channels.js";
import type * as cronRuns from "../cronRuns.js";
import type * as crons from "../crons.js";
import type * as demo from "../demo.js";
import type * as digests from "../digests.js";
import type * as emails from "../emails.js";
import type * as functions from "../functions.js";
import type * as http from "../http.js";
import type * as mail_DigestMail from "../mail/DigestMail.js";
import type * as mail_MentionsMail from "../mail/MentionsMail.js";
import type * as mail_ReportMail from "../mail/ReportMail.js";
import type * as mail_barChart from "../mail/barChart.js";
import type * as mail_deliver from "../mail/deliver.js";
import type * as mail_render from "../mail/render.js";
import type * as mail_templates from "../mail/templates.js";
import type * as mail_transports from "../mail/transports.js";
import type * as mail_view from "../mail/view.js";
import type * as mailSettings from "../mailSettings.js";
import type * as mentionMails from "../mentionMails.js";
import type * as messages from "../messages.js";
import type * as model_access from "../model/access.js";
import type * as model_aiUsage from "../model/aiUsage.js";
import type * as model_board from "../model/board.js";
import type * as model_categorisations from "../model/categorisations.js";
import type * as model_channels from "../model/channels.js";
import type * as model_cleanUp from "../model/cleanUp.js";
import type * as model_conversations from "../model/conversations.js";
import type * as model_counters from "../model/counters.js";
import type * as model_cronRuns from "../model/cronRuns.js";
import type * as model_digestContent from "../model/digestContent.js";
import type * as model_digests from "../model/digests.js";
import type * as model_emailContent from "../model/emailContent.js";
import type * as model_emails from "../model/emails.js";
import type * as model_env from "../model/env.js";
import type * as model_errors from "../model/errors.js";
import type * as model_heads from "../model/heads.js";
import type * as model_looks from "../model/looks.js";
import type * as model_mailLinks from "../model/mailLinks.js";
import type * as model_mailSettings from "../model/mailSettings.js";
import type * as model_memberCounts from "../model/memberCounts.js";
import type * as model_memberships from "../model/memberships.js";
import type * as model_mentionMails from "../model/mentionMails.js";
import type * as model_mentionTables from "../model/mentionTables.js";
import type * as model_mentions from "../model/mentions.js";
import type * as model_messages from "../model/messages.js";
import type * as model_pages from "../model/pages.js";
import type * as model_ranks from "../model/ranks.js";
import type * as model_reactions from "../model/reactions.js";
import type * as model_readPositions from "../model/readPositions.js";
import type * as model_reportContent from "../model/reportContent.js";
import type * as model_reports from "../model/reports.js";
import type * as model_rounds from "../model/rounds.js";
import type * as model_rulePhrases from "../model/rulePhrases.js";
import type * as model_rules from "../model/rules.js";
import type * as model_tasks from "../model/tasks.js";
import type * as model_text from "../model/text.js";
import type * as model_threadMentions from "../model/threadMentions.js";
import type * as model_threads from "../model/threads.js";
import type * as model_unread from "../model/unread.js";
import type * as model_users from "../model/users.js";
import type * as model_verdicts from "../model/verdicts.js";
import type * as model_webhookContent from "../model/webhookContent.js";
import type * as model_webhookEvents from "../model/webhookEvents.js";
import type * as model_webhookPayloads from "../model/webhookPayloads.js";
import type * as model_webhookSignatures from "../model/webhookSignatures.js";
import type * as model_zones from "../model/zones.js";
import type * as reports from "../reports.js";
import type * as shared_channelNames from "../shared/channelNames.js";
import type * as shared_crons from "../shared/crons.js";
import type * as shared_digests from "../shared/digests.js";
import type * as shared_emails from "../shared/emails.js";
import type * as shared_emoji from "../shared/emoji.js";
import type * as shared_errors from "../shared/errors.js";
import type * as shared_limits from "../shared/limits.js";
import type * as shared_mentions from "../shared/mentions.js";
import type * as shared_reports from "../shared/reports.js";
import type * as shared_tasks from "../shared/tasks.js";
import type * as shared_unread from "../shared/unread.js";
import type * as shared_webhooks from "../shared/webhooks.js";
import type * as tasks from "../tasks.js";
import type * as users from "../users.js";
import type * as webhookEvents from "../webhookEvents.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  access: typeof access;
  "ai/askProvider": typeof ai_askProvider;
  "ai/categorise": typeof ai_categorise;
  aiUsage: typeof aiUsage;
  categorisations: typeof categorisations;
  channels: typeof channels;
  cronRuns: typeof cronRuns;
  crons: typeof crons;
  demo: typeof demo;
  digests: typeof digests;
  emails: typeof emails;
  functions: typeof functions;
  http: typeof http;
  "mail/DigestMail": typeof mail_DigestMail;
  "mail/MentionsMail": typeof mail_MentionsMail;
  "mail/ReportMail": typeof mail_ReportMail;
  "mail/barChart": typeof mail_barChart;
  "mail/deliver": typeof mail_deliver;
  "mail/render": typeof mail_render;
  "mail/templates": typeof mail_templates;
  "mail/transports": typeof mail_transports;
  "mail/view": typeof mail_view;
  mailSettings: typeof mailSettings;
  mentionMails: typeof mentionMails;
  messages: typeof messages;
  "model/access": typeof model_access;
  "model/aiUsage": typeof model_aiUsage;
  "model/board": typeof model_board;
  "model/categorisations": typeof model_categorisations;
  "model/channels": typeof model_channels;
  "model/cleanUp": typeof model_cleanUp;
  "model/conversations": typeof model_conversations;
  "model/counters": typeof model_counters;
  "model/cronRuns": typeof model_cronRuns;
  "model/digestContent": typeof model_digestContent;
  "model/digests": typeof model_digests;
  "model/emailContent": typeof model_emailContent;
  "model/emails": typeof model_emails;
  "model/env": typeof model_env;
  "model/errors": typeof model_errors;
  "model/heads": typeof model_heads;
  "model/looks": typeof model_looks;
  "model/mailLinks": typeof model_mailLinks;
  "model/mailSettings": typeof model_mailSettings;
  "model/memberCounts": typeof model_memberCounts;
  "model/memberships": typeof model_memberships;
  "model/mentionMails": typeof model_mentionMails;
  "model/mentionTables": typeof model_mentionTables;
  "model/mentions": typeof model_mentions;
  "model/messages": typeof model_messages;
  "model/pages": typeof model_pages;
  "model/ranks": typeof model_ranks;
  "model/reactions": typeof model_reactions;
  "model/readPositions": typeof model_readPositions;
  "model/reportContent": typeof model_reportContent;
  "model/reports": typeof model_reports;
  "model/rounds": typeof model_rounds;
  "model/rulePhrases": typeof model_rulePhrases;
  "model/rules": typeof model_rules;
  "model/tasks": typeof model_tasks;
  "model/text": typeof model_text;
  "model/threadMentions": typeof model_threadMentions;
  "model/threads": typeof model_threads;
  "model/unread": typeof model_unread;
  "model/users": typeof model_users;
  "model/verdicts": typeof model_verdicts;
  "model/webhookContent": typeof model_webhookContent;
  "model/webhookEvents": typeof model_webhookEvents;
  "model/webhookPayloads": typeof model_webhookPayloads;
  "model/webhookSignatures": typeof model_webhookSignatures;
  "model/zones": typeof model_zones;
  reports: typeof reports;
  "shared/channelNames": typeof shared_channelNames;
  "shared/crons": typeof shared_crons;
  "shared/digests": typeof shared_digests;
  "shared/emails": typeof shared_emails;
  "shared/emoji": typeof shared_emoji;
  "shared/errors": typeof shared_errors;
  "shared/limits": typeof shared_limits;
  "shared/mentions": typeof shared_mentions;
  "shared/reports": typeof shared_reports;
  "shared/tasks": typeof shared_tasks;
  "shared/unread": typeof shared_unread;
  "shared/webhooks": typeof shared_webhooks;
  tasks: typeof tasks;
  users: typeof users;
  webhookEvents: typeof webhookEvents;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  workpool: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"workpool">;
};
