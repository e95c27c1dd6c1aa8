/** The addresses of what is in the app, for links in it, in messages and in mails. */

export const channelPath = (channelId: string): string => `/c/${channelId}`;

/** Of a message outside threads, or of a reply. */
export const messagePath = ({ channelId, messageId }: { channelId: string; messageId: string }): string =>
  `${channelPath(channelId)}/m/${messageId}`;

/** Of a day in a channel, as `2026-11-29` in the reader's time zone. */
export const dayPath = (channelId: string, day: string): string => `${channelPath(channelId)}/d/${day}`;

/** Of the board of a channel. */
export const boardPath = (channelId: string): string => `${channelPath(channelId)}/board`;

/** Of what it does by itself. */
export const boardAutomationsPath = (channelId: string): string => `${boardPath(channelId)}/automations`;

/** Of the report of a channel's board: `?weeks=12` looks back as far. */
export const boardReportPath = (channelId: string): string => `${boardPath(channelId)}/report`;

/** Of a file, in the list of its channel. */
export const filePath = ({ channelId, fileId }: { channelId: string; fileId: string }): string =>
  `${channelPath(channelId)}/files?file=${fileId}`;

/** Of a search, for one kind of thing or for all, the newest first unless another order is given. */
export function searchPath(text: string, { tab, order }: { tab?: string; order?: string } = {}): string {
  const params = new URLSearchParams({ q: text });
  if (tab !== undefined && tab !== "all") params.set("tab", tab);
  if (order !== undefined && order !== "newest") params.set("order", order);
  return `/search?${params}`;
}

export const notePath = ({ channelId, noteId }: { channelId: string; noteId: string }): string =>
  `${channelPath(channelId)}/files?note=${noteId}`;

export const taskPath = (taskId: string): string => `/board?task=${taskId}`;

/** What an address leads to, as far as it can be shown beside the address. */
export type Target = { channelId: string; messageId: string } | { taskId: string } | { fileId: string };

/** Whether a text has the form of an id. Others lead nowhere, such as what is left of an address that was cut. */
export const isId = (text: string): boolean => /^[a-z0-9]{31,37}$/.test(text);

/** What the path and the query of an address lead to; undefined where that is no message, no task and no file. */
export function targetOf({
  pathname,
  searchParams,
}: Pick<URL, "pathname" | "searchParams">): Target | undefined {
  const [, channelId = "", messageId = ""] = /^\/c\/([^/]+)\/m\/([^/]+)\/?$/.exec(pathname) ?? [];
  if (isId(channelId) && isId(messageId)) return { channelId, messageId };
  const taskId = searchParams.get("task") ?? "";
  if (isId(taskId)) return { taskId };
  const fileId = searchParams.get("file") ?? "";
  return isId(fileId) ? { fileId } : undefined;
}
