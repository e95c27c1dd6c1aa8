/** The words for everything that can be refused. The server sends codes; the sentences live here. */
import { isErrorData, type ErrorCode } from "@convex/shared/errors";
import { LIMITS } from "@convex/shared/limits";
import { ConvexError } from "convex/values";
import { plural } from "@/lib/text";

type IdentityCode =
  | "INVALID_EMAIL_OR_PASSWORD"
  | "INVALID_EMAIL"
  | "USER_ALREADY_EXISTS"
  | "PASSWORD_TOO_SHORT"
  | "PASSWORD_TOO_LONG"
  | "INVALID_TOKEN"
  | "MAIL_OFF"
  | "INVITE_REQUIRED"
  | "INVITE_INVALID"
  | "TOO_MANY_ATTEMPTS"
  | "SERVER_AWAY";

type KnownCode = ErrorCode | IdentityCode | "UNEXPECTED";

const TEXT: Record<KnownCode, string> = {
  NOT_SIGNED_IN: "You are signed out. Sign in again to go on.",
  DEACTIVATED: "Your account was deactivated. Ask an admin of the workspace.",
  LAST_ADMIN: "The workspace needs an admin. Make somebody else one first.",
  NOT_FOUND: "It no longer exists, or you have no access to it.",
  NOT_A_MEMBER: "Join the channel to take part in it.",
  FORBIDDEN: "You may not do this. Ask an admin.",
  WORKSPACE_FULL: "The workspace has no room for more people.",
  CHANNEL_ARCHIVED: "The channel is archived. It can be read, not changed.",
  CHANNEL_FIXED: "This kind of channel cannot be changed that way.",
  NAME_EMPTY: "Give it a name.",
  NAME_TOO_LONG: "This name is too long.",
  NAME_OF_ADMIN: "An admin already has this name. Choose another one.",
  NAME_TAKEN: "Another channel already has this name.",
  TEXT_EMPTY: "There is nothing to send yet.",
  TEXT_TOO_LONG: "This text is too long. Shorten it and try again.",
  CLIENT_ID_INVALID: "This draft is damaged. Copy its text and send it anew.",
  THREAD_NESTED: "Replies have no threads of their own.",
  PEOPLE_COUNT: `Choose between one and ${LIMITS.directMembers - 1} people.`,
  EMOJI_INVALID: "This is not an emoji.",
  TOO_MANY_REACTIONS: "This message has all the reactions it can hold.",
  TAG_INVALID: `A tag is 1 to ${LIMITS.tag} characters long.`,
  TOO_MANY_TAGS: `A task holds up to ${LIMITS.tagsPerTask} tags.`,
  DATE_INVALID: "This is not a date.",
  TIME_ZONE_INVALID: "This is not a time zone.",
  HOUR_INVALID: "Choose a full hour of the day.",
  LINK_INVALID: "This link is not whole. Open it from the mail once more.",
  LINK_EXPIRED: "This link is too old. Open Tandem instead.",
  LINK_USED: "This link has done its work already.",
  TASK_TAKEN: "Someone else has already taken this task.",
  ONE_THING: "Ask for one task, message or channel at a time.",
  CURSOR_INVALID: "This list has changed. Reload the page.",
  TASK_DONE: "The task is done: nothing blocks it any more. Reopen it first.",
  WEEK_INVALID: "Only this week and the last one can be shown.",
  EMAIL_INVALID: "This is not an email address.",
  EMAIL_STATE: "This mail cannot be sent again. Its link may have expired: make a new one.",
  AI_BUDGET_INVALID: `A budget is a whole number of tokens, up to ${LIMITS.aiMonthlyTokens.toLocaleString()}.`,
  ASSIGNEE_NOT_MEMBER: "The person is not in the task's channel.",
  INVALID_EMAIL_OR_PASSWORD: "The email or the password is not right.",
  INVALID_EMAIL: "This is not an email address.",
  USER_ALREADY_EXISTS: "Somebody already uses this email. Sign in instead.",
  PASSWORD_TOO_SHORT: "The password is too short. Use at least 8 characters.",
  PASSWORD_TOO_LONG: "The password is too long.",
  INVALID_TOKEN: "This link was used or is too old. Ask for another one.",
  MAIL_OFF: "This server sends no mail. Copy the link and pass it on.",
  INVITE_REQUIRED: "People join this workspace by an invite link.",
  INVITE_INVALID: "This invite no longer works. Ask for a new link.",
  TOO_MANY_ATTEMPTS: "Too many attempts. Wait a little and try again.",
  SERVER_AWAY: "The server cannot be reached. Check your connection and try again.",
  UNEXPECTED: "Something failed on our side. Try again.",
};

/** The sentence for a code; an unknown one gets the general sentence. */
export function errorText(code: string, retryAfterS?: number): string {
  if (code === "TOO_MANY_ATTEMPTS" && retryAfterS) {
    const wait =
      retryAfterS < 90 ? plural(retryAfterS, "second") : plural(Math.ceil(retryAfterS / 60), "minute");
    return `Too many attempts. Try again in ${wait}.`;
  }
  return Object.hasOwn(TEXT, code) ? TEXT[code as KnownCode] : TEXT.UNEXPECTED;
}

/** The code of anything thrown. */
export function errorCode(error: unknown): KnownCode {
  return error instanceof ConvexError && isErrorData(error.data) ? error.data.code : "UNEXPECTED";
}
