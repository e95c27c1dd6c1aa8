import { number } from "../format";
import { translated } from "../language";
import { plural } from "./english";

const adminsOnly = "Only admins can do this.";
const emailInvalid = "Enter a valid email address.";

/** A sentence for everything that can be refused. */
export const errors = translated("errors", {
  codes: {
    NOT_SIGNED_IN: "You’re signed out. Sign in again to continue.",
    DEACTIVATED: "Your account was deactivated. Ask a workspace admin for help.",
    NOT_INVITED:
      "This workspace is by invitation. Ask an admin to invite your email address, and verify it where you sign in.",
    ALREADY_MEMBER:
      "Someone with this email is already a member. If they were deactivated, you can reactivate them.",
    LAST_ADMIN: "A workspace needs at least one admin. Make someone else an admin first.",
    NOT_FOUND: "This was deleted, or you no longer have access to it.",
    NOT_A_MEMBER: "Join this channel to take part.",
    FORBIDDEN: adminsOnly,
    CHANNEL_ARCHIVED: "This channel is archived, so it can’t be changed.",
    POSTING_LIMITED: "You can’t write in this channel. Its owners decide who can.",
    TOO_MANY_CHANNELS: "Newcomers are in as many channels as they can be. Take one out first.",
    CHANNEL_CONVERTING: "This channel is just becoming public or private. Try again in a moment.",
    TOO_FAST: "That was a lot at once. Wait a moment and try again.",
    CHANNEL_FIXED: "This can’t be changed for this channel.",
    NAME_EMPTY: "Enter a name.",
    NAME_TOO_LONG: "This name is too long. Shorten it and try again.",
    NAME_OF_ADMIN: "An admin already has this name. Choose another one.",
    NAME_TAKEN: "A channel with this name already exists.",
    TEXT_EMPTY: "Enter some text first.",
    TEXT_TOO_LONG: "This text is too long. Shorten it and try again.",
    CLIENT_ID_INVALID: "This message couldn’t be sent. Copy its text and send it again.",
    THREAD_NESTED: "You can’t start a thread on a reply.",
    PEOPLE_COUNT: (most: number) => `Choose between one and ${number(most)} people.`,
    EMOJI_INVALID: "That isn’t an emoji.",
    EMOJI_NAME_INVALID: (most: number) =>
      `Use lowercase letters, digits, - and _, up to ${number(most)}, with at least one letter.`,
    EMOJI_NAME_TAKEN:
      "An emoji with this name is already here. Choose another name, or remove that one first.",
    EMOJI_NAME_STANDARD: "A standard emoji has this name. Choose another one.",
    TOO_MANY_EMOJI: (most: number) => `A workspace has up to ${number(most)} emoji. Remove one first.`,
    TOO_MANY_REACTIONS: "This message has reached its limit of reactions.",
    TAG_INVALID: (most: number) => `A tag is 1 to ${number(most)} characters long.`,
    TOO_MANY_IDS: "Too much was asked for at once. Reload the page.",
    TOO_MANY_SEARCHES: "You’ve saved as many searches as you can. Remove one first.",
    TOO_MANY_SECTIONS: "You have as many sections as you can have. Remove one first.",
    TOO_MANY_PLACED: "Your sections hold as many channels as they can. Take some out first.",
    TOO_MANY_WAITING: "Too much of yours is waiting for its time. Remove something first.",
    TOO_MANY_TAGS: (most: number) => `A task holds up to ${number(most)} tags.`,
    DATE_INVALID: "Enter a valid date.",
    TIME_ZONE_INVALID: "Choose a valid time zone.",
    HOUR_INVALID: "Choose a full hour.",
    QUIET_HOURS_INVALID: "Choose from when until when, and at least one day.",
    TOO_MANY_KEYWORDS: "These are too many keywords. Take some out.",
    KEYWORD_INVALID: "A keyword needs a letter or a digit, and is a few words at most.",
    TOO_MANY_URGENT: "You have sent several urgent messages within the hour. Send it without the mark.",
    LINK_INVALID: "This link is incomplete. Open it from the email again.",
    LINK_EXPIRED: "This link has expired. Open the workspace instead.",
    LINK_USED: "This link was already used.",
    TASK_TAKEN: "Someone else has already taken this task.",
    ONE_THING: "Ask for one task, message or channel at a time.",
    CURSOR_INVALID: "This list has changed. Reload the page.",
    TASK_DONE: "This task is done. Reopen it before you mark it as blocked.",
    WEEK_INVALID: "Only this week and last week can be shown.",
    EMAIL_INVALID: emailInvalid,
    EMAIL_STATE: "This email can’t be sent again. Its link may have expired: create a new one.",
    AI_BUDGET_INVALID: (most: number) => `A budget is a whole number of tokens, up to ${number(most)}.`,
    IMAGE_INVALID: "Choose a PNG, JPEG or WebP picture.",
    FILE_TOO_LARGE: "This file is too large to send here.",
    FILES_FULL: "There’s no room for more files. Ask an admin.",
    FILE_INVALID: "This file’s preview couldn’t be saved.",
    FILE_LIMIT_INVALID: "Choose a size that files can have.",
    FILE_LOST: "This file isn’t in this browser any more. Add it again.",
    TOO_MANY_TASK_FILES: (most: number) => `A task holds up to ${number(most)} files.`,
    TOO_MANY_FILES: (most: number) => `Send up to ${number(most)} files in one message.`,
    FOLDER_NAME_TAKEN: "A folder with this name is already here. Choose another name.",
    FOLDER_IN_ITSELF: "A folder can’t be moved into itself.",
    FOLDER_TOO_DEEP: (most: number) => `Folders can be nested up to ${number(most)} deep.`,
    TOO_MANY_FOLDERS: (most: number) => `A channel has up to ${number(most)} folders. Delete one first.`,
    ASSIGNEE_NOT_MEMBER: "This person isn’t in the task’s channel.",
    INVALID_EMAIL_OR_PASSWORD: "Wrong email or password.",
    INVALID_EMAIL: emailInvalid,
    USER_ALREADY_EXISTS: "This email is already in use. Sign in instead.",
    PASSWORD_TOO_SHORT: "Use at least 8 characters.",
    PASSWORD_TOO_LONG: "This password is too long.",
    INVALID_TOKEN: "This link was already used or has expired. Ask for a new one.",
    MAIL_OFF: "This server can’t send email. Copy the link and share it yourself.",
    INVITE_REQUIRED: "You need an invite link to join this workspace.",
    INVITE_TERMS: "Enter a domain such as example.com.",
    INVITE_INVALID: "This invite was already used, revoked or has expired. Ask for a new link.",
    WEAK_PASSWORD: "This password is easy to guess. Choose another one.",
    NAME_REQUIRED: "Enter your name.",
    CREDENTIALS_REQUIRED: "Enter your email and your password.",
    ADMIN_ONLY: adminsOnly,
    FOREIGN_ORIGIN:
      "This server doesn’t accept requests from this address. Whoever runs it can set PUBLIC_URL to it.",
    UNKNOWN_HOST: "This server doesn’t know this address yet. Whoever runs it can set PUBLIC_URL to it.",
    DISK_FULL: "The server’s disk is full, so nothing can be saved. Whoever runs it has to free some space.",
    TOO_MANY_ATTEMPTS: "Too many attempts. Wait a few minutes and try again.",
    SERVER_AWAY: "Can’t reach the server. Check your connection and try again.",
    UNEXPECTED: "Something went wrong on our side. Try again.",
  },
  tooFast: (seconds: number) =>
    plural(seconds, {
      one: "That was a lot at once. Try again in # second.",
      other: "That was a lot at once. Try again in # seconds.",
    }),
  tooManyAttempts: (seconds: number) =>
    seconds < 90
      ? plural(seconds, {
          one: "Too many attempts. Try again in # second.",
          other: "Too many attempts. Try again in # seconds.",
        })
      : plural(Math.ceil(seconds / 60), {
          one: "Too many attempts. Try again in # minute.",
          other: "Too many attempts. Try again in # minutes.",
        }),
});
