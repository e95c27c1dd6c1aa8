/**
 * What a person can do wrong, as `ConvexError` data `{ code, message }`. The interface chooses its
 * own words by code; these are for other clients and for logs.
 */
export const ERROR_TEXT = {
  NOT_SIGNED_IN: "Sign in first.",
  DEACTIVATED: "Your account is deactivated. Ask an admin.",
  NOT_INVITED: "Nobody has invited this e-mail address, or it is not verified.",
  ALREADY_MEMBER: "Somebody with this e-mail address is a member already.",
  LAST_ADMIN: "The workspace needs an active admin.",
  NOT_FOUND: "This does not exist, or you cannot see it.",
  NOT_A_MEMBER: "Join the channel first.",
  FORBIDDEN: "You may not do this.",
  CHANNEL_ARCHIVED: "The channel is archived.",
  POSTING_LIMITED: "Only its owners may write in this channel, or nobody.",
  TOO_MANY_CHANNELS: "Newcomers are in as many channels as they can be.",
  CHANNEL_CONVERTING: "The channel is being made public or private. Try again in a moment.",
  TOO_FAST: "This was a lot at once. Wait a moment and try again.",
  CHANNEL_FIXED: "This cannot be done to this kind of channel.",
  NAME_EMPTY: "Give it a name.",
  NAME_TOO_LONG: "The name is too long.",
  NAME_OF_ADMIN: "An admin of the workspace has this name.",
  NAME_TAKEN: "Another channel has this name.",
  TEXT_EMPTY: "Write something first.",
  TEXT_TOO_LONG: "The text is too long.",
  CLIENT_ID_INVALID: "The client id is empty or too long.",
  THREAD_NESTED: "A reply cannot have replies of its own.",
  PEOPLE_COUNT: "Choose at least one person, and not too many.",
  EMOJI_INVALID: "This is not an emoji.",
  EMOJI_NAME_INVALID: "A name is lowercase letters, digits, - and _, with a letter among them.",
  EMOJI_NAME_TAKEN: "Another emoji of the workspace has this name.",
  EMOJI_NAME_STANDARD: "A standard emoji has this name.",
  TOO_MANY_EMOJI: "The workspace has all the emoji it can have.",
  TOO_MANY_REACTIONS: "This message has all the reactions it can hold.",
  TAG_INVALID: "A tag is empty or too long.",
  TOO_MANY_IDS: "Too much was asked for at once.",
  TOO_MANY_SEARCHES: "You keep all the searches you can keep.",
  TOO_MANY_SECTIONS: "You have all the sections you can have.",
  TOO_MANY_PLACED: "Too many channels stand in sections.",
  TOO_MANY_WAITING: "Too much of yours waits for its time already.",
  TOO_MANY_TAGS: "There are too many tags.",
  DATE_INVALID: "This is not a date.",
  TIME_ZONE_INVALID: "This is not a time zone.",
  HOUR_INVALID: "An hour is 0 to 23.",
  LINK_INVALID: "This link is damaged.",
  LINK_EXPIRED: "This link is too old.",
  LINK_USED: "This link was used already.",
  ONE_THING: "Ask for one task, one message or one channel.",
  CURSOR_INVALID: "This is not the place of a page.",
  TASK_TAKEN: "Somebody has this task already.",
  TASK_DONE: "This task is done: nothing blocks it any more.",
  WEEK_INVALID: "Only this week and the last one can be shown.",
  EMAIL_INVALID: "This is not an e-mail address.",
  EMAIL_STATE: "A mail in this state cannot be sent again.",
  AI_BUDGET_INVALID: "The budget is not a whole number of tokens, or too many.",
  IMAGE_INVALID: "A picture is a PNG, JPEG or WebP file of at most 256 KB.",
  FILE_TOO_LARGE: "The file is larger than files may be here.",
  FILES_FULL: "There is no room for more files. Ask an admin.",
  FILE_INVALID: "This is not the smaller picture of a file.",
  FILE_LIMIT_INVALID: "This is not a number of bytes that files may have.",
  TOO_MANY_TASK_FILES: "A task holds thirty files at most.",
  TOO_MANY_FILES: "A message holds ten files at most.",
  FOLDER_NAME_TAKEN: "Another folder here has this name.",
  FOLDER_IN_ITSELF: "A folder cannot be moved into itself.",
  FOLDER_TOO_DEEP: "Folders lie in each other ten deep at most.",
  TOO_MANY_FOLDERS: "The channel has all the folders it can have.",
  ASSIGNEE_NOT_MEMBER: "The assignee is not in the task's channel.",
} as const;

export type ErrorCode = keyof typeof ERROR_TEXT;

export type ErrorData = {
  code: ErrorCode;
  message: string;
  /** Of TOO_FAST: after how many seconds it is worth another try. */
  retryAfterS?: number;
};
