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
import type * as aiUsage from "../aiUsage.js";
import type * as categorisations from "../categorisations.js";
import type * as channels from "../channels.js";
import type * as cronRuns from "../cronRuns.js";
import type * as crons from "../crons.js";
import type * as digests from "../digests.js";
import type * as emails from "../emails.js";
import type * as events from "../events.js";
import type * as files from "../files.js";
import type * as functions from "../functions.js";
import type * as http from "../http.js";
import type * as invitations from "../invitations.js";
import type * as mailSettings from "../mailSettings.js";
import type * as messages from "../messages.js";
import type * as model_access from "../model/access.js";
import type * as model_audience from "../model/audience.js";
import type * as model_batches from "../model/batches.js";
import type * as model_board_columns from "../model/board/columns.js";
import type * as model_board_counts from "../model/board/counts.js";
import type * as model_board_descriptions from "../model/board/descriptions.js";
import type * as model_board_ranks from "../model/board/ranks.js";
import type * as model_board_tables from "../model/board/tables.js";
import type * as model_board_taskRows from "../model/board/taskRows.js";
import type * as model_categories_aiUsage from "../model/categories/aiUsage.js";
import type * as model_categories_categorisations from "../model/categories/categorisations.js";
import type * as model_categories_conversations from "../model/categories/conversations.js";
import type * as model_categories_rulePhrases from "../model/categories/rulePhrases.js";
import type * as model_categories_rules from "../model/categories/rules.js";
import type * as model_categories_tables from "../model/categories/tables.js";
import type * as model_categories_verdicts from "../model/categories/verdicts.js";
import type * as model_chat_accessRequests from "../model/chat/accessRequests.js";
import type * as model_chat_channels from "../model/chat/channels.js";
import type * as model_chat_heads from "../model/chat/heads.js";
import type * as model_chat_memberCounts from "../model/chat/memberCounts.js";
import type * as model_chat_memberships from "../model/chat/memberships.js";
import type * as model_chat_mentionNames from "../model/chat/mentionNames.js";
import type * as model_chat_messages from "../model/chat/messages.js";
import type * as model_chat_reactions from "../model/chat/reactions.js";
import type * as model_chat_readPositions from "../model/chat/readPositions.js";
import type * as model_chat_tables from "../model/chat/tables.js";
import type * as model_chat_threads from "../model/chat/threads.js";
import type * as model_chat_unread from "../model/chat/unread.js";
import type * as model_commitTs from "../model/commitTs.js";
import type * as model_context from "../model/context.js";
import type * as model_counters from "../model/counters.js";
import type * as model_crons_cleanUp from "../model/crons/cleanUp.js";
import type * as model_crons_cronRuns from "../model/crons/cronRuns.js";
import type * as model_crons_tables from "../model/crons/tables.js";
import type * as model_deliveries from "../model/deliveries.js";
import type * as model_documents from "../model/documents.js";
import type * as model_entries_entries from "../model/entries/entries.js";
import type * as model_entries_tables from "../model/entries/tables.js";
import type * as model_env from "../model/env.js";
import type * as model_errors from "../model/errors.js";
import type * as model_events_changes from "../model/events/changes.js";
import type * as model_events_events from "../model/events/events.js";
import type * as model_events_tables from "../model/events/tables.js";
import type * as model_files_door from "../model/files/door.js";
import type * as model_files_fileSettings from "../model/files/fileSettings.js";
import type * as model_files_fileTexts from "../model/files/fileTexts.js";
import type * as model_files_files from "../model/files/files.js";
import type * as model_files_linkLooks from "../model/files/linkLooks.js";
import type * as model_files_linkPreviews from "../model/files/linkPreviews.js";
import type * as model_files_passes from "../model/files/passes.js";
import type * as model_files_sweep from "../model/files/sweep.js";
import type * as model_files_tables from "../model/files/tables.js";
import type * as model_folding from "../model/folding.js";
import type * as model_ids from "../model/ids.js";
import type * as model_mail_emails from "../model/mail/emails.js";
import type * as model_mail_kinds_digest from "../model/mail/kinds/digest.js";
import type * as model_mail_kinds_kind from "../model/mail/kinds/kind.js";
import type * as model_mail_kinds_kinds from "../model/mail/kinds/kinds.js";
import type * as model_mail_kinds_links from "../model/mail/kinds/links.js";
import type * as model_mail_kinds_mentions from "../model/mail/kinds/mentions.js";
import type * as model_mail_kinds_weeklyReport from "../model/mail/kinds/weeklyReport.js";
import type * as model_mail_mailLinks from "../model/mail/mailLinks.js";
import type * as model_mail_scheduledMail from "../model/mail/scheduledMail.js";
import type * as model_mail_tables from "../model/mail/tables.js";
import type * as model_notices_assignments from "../model/notices/assignments.js";
import type * as model_notices_mentions from "../model/notices/mentions.js";
import type * as model_notices_notices from "../model/notices/notices.js";
import type * as model_notices_tables from "../model/notices/tables.js";
import type * as model_pages from "../model/pages.js";
import type * as model_people_directory from "../model/people/directory.js";
import type * as model_people_invitations from "../model/people/invitations.js";
import type * as model_people_presence from "../model/people/presence.js";
import type * as model_people_tables from "../model/people/tables.js";
import type * as model_people_users from "../model/people/users.js";
import type * as model_providers_payloads from "../model/providers/payloads.js";
import type * as model_providers_providerEventContent from "../model/providers/providerEventContent.js";
import type * as model_providers_providerEvents from "../model/providers/providerEvents.js";
import type * as model_providers_signatures from "../model/providers/signatures.js";
import type * as model_providers_tables from "../model/providers/tables.js";
import type * as model_search_candidates from "../model/search/candidates.js";
import type * as model_search_names from "../model/search/names.js";
import type * as model_search_results from "../model/search/results.js";
import type * as model_search_saved from "../model/search/saved.js";
import type * as model_search_search from "../model/search/search.js";
import type * as model_search_tables from "../model/search/tables.js";
import type * as model_search_views from "../model/search/views.js";
import type * as model_search_wanted from "../model/search/wanted.js";
import type * as model_settings_mailPlans from "../model/settings/mailPlans.js";
import type * as model_settings_mailSettings from "../model/settings/mailSettings.js";
import type * as model_settings_tables from "../model/settings/tables.js";
import type * as model_settings_workspace from "../model/settings/workspace.js";
import type * as model_settings_zones from "../model/settings/zones.js";
import type * as model_signing from "../model/signing.js";
import type * as model_summaries_digestContent from "../model/summaries/digestContent.js";
import type * as model_summaries_digests from "../model/summaries/digests.js";
import type * as model_summaries_mentionMails from "../model/summaries/mentionMails.js";
import type * as model_summaries_quotes from "../model/summaries/quotes.js";
import type * as model_summaries_readable from "../model/summaries/readable.js";
import type * as model_summaries_reportContent from "../model/summaries/reportContent.js";
import type * as model_summaries_reports from "../model/summaries/reports.js";
import type * as model_tables from "../model/tables.js";
import type * as model_tallies from "../model/tallies.js";
import type * as model_tasks_assigned from "../model/tasks/assigned.js";
import type * as model_tasks_find from "../model/tasks/find.js";
import type * as model_tasks_tasks from "../model/tasks/tasks.js";
import type * as model_text from "../model/text.js";
import type * as notices from "../notices.js";
import type * as operator_demo from "../operator/demo.js";
import type * as operator_documents from "../operator/documents.js";
import type * as outside_ai_askProvider from "../outside/ai/askProvider.js";
import type * as outside_ai_sender from "../outside/ai/sender.js";
import type * as outside_deliver from "../outside/deliver.js";
import type * as outside_files_inspect from "../outside/files/inspect.js";
import type * as outside_links_addresses from "../outside/links/addresses.js";
import type * as outside_links_fetching from "../outside/links/fetching.js";
import type * as outside_links_look from "../outside/links/look.js";
import type * as outside_links_reading from "../outside/links/reading.js";
import type * as outside_links_sender from "../outside/links/sender.js";
import type * as outside_mail_DigestMail from "../outside/mail/DigestMail.js";
import type * as outside_mail_MentionsMail from "../outside/mail/MentionsMail.js";
import type * as outside_mail_ReportMail from "../outside/mail/ReportMail.js";
import type * as outside_mail_barChart from "../outside/mail/barChart.js";
import type * as outside_mail_place from "../outside/mail/place.js";
import type * as outside_mail_render from "../outside/mail/render.js";
import type * as outside_mail_sender from "../outside/mail/sender.js";
import type * as outside_mail_templates from "../outside/mail/templates.js";
import type * as outside_mail_transports from "../outside/mail/transports.js";
import type * as outside_mail_view from "../outside/mail/view.js";
import type * as outside_sender from "../outside/sender.js";
import type * as providerEvents from "../providerEvents.js";
import type * as reports from "../reports.js";
import type * as scheduled_folding from "../scheduled/folding.js";
import type * as scheduled_linkLooks from "../scheduled/linkLooks.js";
import type * as search from "../search.js";
import type * as shared_addresses from "../shared/addresses.js";
import type * as shared_channelNames from "../shared/channelNames.js";
import type * as shared_crons from "../shared/crons.js";
import type * as shared_digests from "../shared/digests.js";
import type * as shared_emails from "../shared/emails.js";
import type * as shared_emoji from "../shared/emoji.js";
import type * as shared_errors from "../shared/errors.js";
import type * as shared_events from "../shared/events.js";
import type * as shared_files from "../shared/files.js";
import type * as shared_limits from "../shared/limits.js";
import type * as shared_markdown_asTyped from "../shared/markdown/asTyped.js";
import type * as shared_markdown_bareLink from "../shared/markdown/bareLink.js";
import type * as shared_markdown_lex from "../shared/markdown/lex.js";
import type * as shared_markdown_links from "../shared/markdown/links.js";
import type * as shared_markdown_mayHaveLinks from "../shared/markdown/mayHaveLinks.js";
import type * as shared_mentions from "../shared/mentions.js";
import type * as shared_names from "../shared/names.js";
import type * as shared_notices from "../shared/notices.js";
import type * as shared_providerEvents from "../shared/providerEvents.js";
import type * as shared_reports from "../shared/reports.js";
import type * as shared_search_dates from "../shared/search/dates.js";
import type * as shared_search_matches from "../shared/search/matches.js";
import type * as shared_search_query from "../shared/search/query.js";
import type * as shared_search_words from "../shared/search/words.js";
import type * as shared_tasks from "../shared/tasks.js";
import type * as shared_text from "../shared/text.js";
import type * as shared_time from "../shared/time.js";
import type * as shared_unread from "../shared/unread.js";
import type * as shared_workspace from "../shared/workspace.js";
import type * as tasks from "../tasks.js";
import type * as users from "../users.js";
import type * as workspace from "../workspace.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  access: typeof access;
  aiUsage: typeof aiUsage;
  categorisations: typeof categorisations;
  channels: typeof channels;
  cronRuns: typeof cronRuns;
  crons: typeof crons;
  digests: typeof digests;
  emails: typeof emails;
  events: typeof events;
  files: typeof files;
  functions: typeof functions;
  http: typeof http;
  invitations: typeof invitations;
  mailSettings: typeof mailSettings;
  messages: typeof messages;
  "model/access": typeof model_access;
  "model/audience": typeof model_audience;
  "model/batches": typeof model_batches;
  "model/board/columns": typeof model_board_columns;
  "model/board/counts": typeof model_board_counts;
  "model/board/descriptions": typeof model_board_descriptions;
  "model/board/ranks": typeof model_board_ranks;
  "model/board/tables": typeof model_board_tables;
  "model/board/taskRows": typeof model_board_taskRows;
  "model/categories/aiUsage": typeof model_categories_aiUsage;
  "model/categories/categorisations": typeof model_categories_categorisations;
  "model/categories/conversations": typeof model_categories_conversations;
  "model/categories/rulePhrases": typeof model_categories_rulePhrases;
  "model/categories/rules": typeof model_categories_rules;
  "model/categories/tables": typeof model_categories_tables;
  "model/categories/verdicts": typeof model_categories_verdicts;
  "model/chat/accessRequests": typeof model_chat_accessRequests;
  "model/chat/channels": typeof model_chat_channels;
  "model/chat/heads": typeof model_chat_heads;
  "model/chat/memberCounts": typeof model_chat_memberCounts;
  "model/chat/memberships": typeof model_chat_memberships;
  "model/chat/mentionNames": typeof model_chat_mentionNames;
  "model/chat/messages": typeof model_chat_messages;
  "model/chat/reactions": typeof model_chat_reactions;
  "model/chat/readPositions": typeof model_chat_readPositions;
  "model/chat/tables": typeof model_chat_tables;
  "model/chat/threads": typeof model_chat_threads;
  "model/chat/unread": typeof model_chat_unread;
  "model/commitTs": typeof model_commitTs;
  "model/context": typeof model_context;
  "model/counters": typeof model_counters;
  "model/crons/cleanUp": typeof model_crons_cleanUp;
  "model/crons/cronRuns": typeof model_crons_cronRuns;
  "model/crons/tables": typeof model_crons_tables;
  "model/deliveries": typeof model_deliveries;
  "model/documents": typeof model_documents;
  "model/entries/entries": typeof model_entries_entries;
  "model/entries/tables": typeof model_entries_tables;
  "model/env": typeof model_env;
  "model/errors": typeof model_errors;
  "model/events/changes": typeof model_events_changes;
  "model/events/events": typeof model_events_events;
  "model/events/tables": typeof model_events_tables;
  "model/files/door": typeof model_files_door;
  "model/files/fileSettings": typeof model_files_fileSettings;
  "model/files/fileTexts": typeof model_files_fileTexts;
  "model/files/files": typeof model_files_files;
  "model/files/linkLooks": typeof model_files_linkLooks;
  "model/files/linkPreviews": typeof model_files_linkPreviews;
  "model/files/passes": typeof model_files_passes;
  "model/files/sweep": typeof model_files_sweep;
  "model/files/tables": typeof model_files_tables;
  "model/folding": typeof model_folding;
  "model/ids": typeof model_ids;
  "model/mail/emails": typeof model_mail_emails;
  "model/mail/kinds/digest": typeof model_mail_kinds_digest;
  "model/mail/kinds/kind": typeof model_mail_kinds_kind;
  "model/mail/kinds/kinds": typeof model_mail_kinds_kinds;
  "model/mail/kinds/links": typeof model_mail_kinds_links;
  "model/mail/kinds/mentions": typeof model_mail_kinds_mentions;
  "model/mail/kinds/weeklyReport": typeof model_mail_kinds_weeklyReport;
  "model/mail/mailLinks": typeof model_mail_mailLinks;
  "model/mail/scheduledMail": typeof model_mail_scheduledMail;
  "model/mail/tables": typeof model_mail_tables;
  "model/notices/assignments": typeof model_notices_assignments;
  "model/notices/mentions": typeof model_notices_mentions;
  "model/notices/notices": typeof model_notices_notices;
  "model/notices/tables": typeof model_notices_tables;
  "model/pages": typeof model_pages;
  "model/people/directory": typeof model_people_directory;
  "model/people/invitations": typeof model_people_invitations;
  "model/people/presence": typeof model_people_presence;
  "model/people/tables": typeof model_people_tables;
  "model/people/users": typeof model_people_users;
  "model/providers/payloads": typeof model_providers_payloads;
  "model/providers/providerEventContent": typeof model_providers_providerEventContent;
  "model/providers/providerEvents": typeof model_providers_providerEvents;
  "model/providers/signatures": typeof model_providers_signatures;
  "model/providers/tables": typeof model_providers_tables;
  "model/search/candidates": typeof model_search_candidates;
  "model/search/names": typeof model_search_names;
  "model/search/results": typeof model_search_results;
  "model/search/saved": typeof model_search_saved;
  "model/search/search": typeof model_search_search;
  "model/search/tables": typeof model_search_tables;
  "model/search/views": typeof model_search_views;
  "model/search/wanted": typeof model_search_wanted;
  "model/settings/mailPlans": typeof model_settings_mailPlans;
  "model/settings/mailSettings": typeof model_settings_mailSettings;
  "model/settings/tables": typeof model_settings_tables;
  "model/settings/workspace": typeof model_settings_workspace;
  "model/settings/zones": typeof model_settings_zones;
  "model/signing": typeof model_signing;
  "model/summaries/digestContent": typeof model_summaries_digestContent;
  "model/summaries/digests": typeof model_summaries_digests;
  "model/summaries/mentionMails": typeof model_summaries_mentionMails;
  "model/summaries/quotes": typeof model_summaries_quotes;
  "model/summaries/readable": typeof model_summaries_readable;
  "model/summaries/reportContent": typeof model_summaries_reportContent;
  "model/summaries/reports": typeof model_summaries_reports;
  "model/tables": typeof model_tables;
  "model/tallies": typeof model_tallies;
  "model/tasks/assigned": typeof model_tasks_assigned;
  "model/tasks/find": typeof model_tasks_find;
  "model/tasks/tasks": typeof model_tasks_tasks;
  "model/text": typeof model_text;
  notices: typeof notices;
  "operator/demo": typeof operator_demo;
  "operator/documents": typeof operator_documents;
  "outside/ai/askProvider": typeof outside_ai_askProvider;
  "outside/ai/sender": typeof outside_ai_sender;
  "outside/deliver": typeof outside_deliver;
  "outside/files/inspect": typeof outside_files_inspect;
  "outside/links/addresses": typeof outside_links_addresses;
  "outside/links/fetching": typeof outside_links_fetching;
  "outside/links/look": typeof outside_links_look;
  "outside/links/reading": typeof outside_links_reading;
  "outside/links/sender": typeof outside_links_sender;
  "outside/mail/DigestMail": typeof outside_mail_DigestMail;
  "outside/mail/MentionsMail": typeof outside_mail_MentionsMail;
  "outside/mail/ReportMail": typeof outside_mail_ReportMail;
  "outside/mail/barChart": typeof outside_mail_barChart;
  "outside/mail/place": typeof outside_mail_place;
  "outside/mail/render": typeof outside_mail_render;
  "outside/mail/sender": typeof outside_mail_sender;
  "outside/mail/templates": typeof outside_mail_templates;
  "outside/mail/transports": typeof outside_mail_transports;
  "outside/mail/view": typeof outside_mail_view;
  "outside/sender": typeof outside_sender;
  providerEvents: typeof providerEvents;
  reports: typeof reports;
  "scheduled/folding": typeof scheduled_folding;
  "scheduled/linkLooks": typeof scheduled_linkLooks;
  search: typeof search;
  "shared/addresses": typeof shared_addresses;
  "shared/channelNames": typeof shared_channelNames;
  "shared/crons": typeof shared_crons;
  "shared/digests": typeof shared_digests;
  "shared/emails": typeof shared_emails;
  "shared/emoji": typeof shared_emoji;
  "shared/errors": typeof shared_errors;
  "shared/events": typeof shared_events;
  "shared/files": typeof shared_files;
  "shared/limits": typeof shared_limits;
  "shared/markdown/asTyped": typeof shared_markdown_asTyped;
  "shared/markdown/bareLink": typeof shared_markdown_bareLink;
  "shared/markdown/lex": typeof shared_markdown_lex;
  "shared/markdown/links": typeof shared_markdown_links;
  "shared/markdown/mayHaveLinks": typeof shared_markdown_mayHaveLinks;
  "shared/mentions": typeof shared_mentions;
  "shared/names": typeof shared_names;
  "shared/notices": typeof shared_notices;
  "shared/providerEvents": typeof shared_providerEvents;
  "shared/reports": typeof shared_reports;
  "shared/search/dates": typeof shared_search_dates;
  "shared/search/matches": typeof shared_search_matches;
  "shared/search/query": typeof shared_search_query;
  "shared/search/words": typeof shared_search_words;
  "shared/tasks": typeof shared_tasks;
  "shared/text": typeof shared_text;
  "shared/time": typeof shared_time;
  "shared/unread": typeof shared_unread;
  "shared/workspace": typeof shared_workspace;
  tasks: typeof tasks;
  users: typeof users;
  workspace: typeof workspace;
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

export declare const components: {};
