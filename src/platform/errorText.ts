/** The sentences for everything that can be refused: the server sends codes. */
import type { ErrorCode, ErrorData } from "@convex/shared/errors";
import { LIMITS } from "@convex/shared/limits";
import { ConvexError } from "convex/values";
import { texts } from "@/texts";

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
  | "INVITE_TERMS"
  | "WEAK_PASSWORD"
  | "NAME_REQUIRED"
  | "CREDENTIALS_REQUIRED"
  | "ADMIN_ONLY"
  | "FOREIGN_ORIGIN"
  | "UNKNOWN_HOST"
  | "DISK_FULL"
  | "TOO_MANY_ATTEMPTS"
  | "SERVER_AWAY"
  | "FILE_LOST";

type KnownCode = ErrorCode | IdentityCode | "UNEXPECTED";

/** A sentence of the catalogue, with the limit that it speaks of. */
function sentence(code: KnownCode): string {
  const { codes } = texts.errors;
  switch (code) {
    case "PEOPLE_COUNT":
      return codes[code](LIMITS.directMembers - 1);
    case "EMOJI_NAME_INVALID":
      return codes[code](LIMITS.emojiName);
    case "TOO_MANY_EMOJI":
      return codes[code](LIMITS.ownEmoji);
    case "TAG_INVALID":
      return codes[code](LIMITS.tag);
    case "TOO_MANY_TAGS":
      return codes[code](LIMITS.tagsPerTask);
    case "TOO_MANY_TASK_FILES":
      return codes[code](LIMITS.filesPerTask);
    case "TOO_MANY_FILES":
      return codes[code](LIMITS.filesPerMessage);
    case "FOLDER_TOO_DEEP":
      return codes[code](LIMITS.folderDepth);
    case "TOO_MANY_FOLDERS":
      return codes[code](LIMITS.foldersPerChannel);
    case "AI_BUDGET_INVALID":
      return codes[code](LIMITS.aiMonthlyTokens);
    default:
      return codes[code];
  }
}

/** Whether there is a sentence for it. */
const isKnown = (code: unknown): code is KnownCode =>
  typeof code === "string" && Object.hasOwn(texts.errors.codes, code);

/** The sentence for a code; an unknown one gets the general sentence. */
export function errorText(code: string, retryAfterS?: number): string {
  if (code === "TOO_MANY_ATTEMPTS" && retryAfterS) return texts.errors.tooManyAttempts(retryAfterS);
  if (code === "TOO_FAST" && retryAfterS) return texts.errors.tooFast(retryAfterS);
  return sentence(isKnown(code) ? code : "UNEXPECTED");
}

/** What the app itself refuses, as the server does it. */
export class RefusedHere extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** After how many seconds it is worth another try, where the server has said so. */
export function retryAfter(error: unknown): number | undefined {
  const { retryAfterS } = ((error instanceof ConvexError ? error.data : null) ?? {}) as Partial<ErrorData>;
  return typeof retryAfterS === "number" ? retryAfterS : undefined;
}

/** What of several it is about, such as "T-42", where the server has said so. */
export function errorAbout(error: unknown): string | undefined {
  const { about } = ((error instanceof ConvexError ? error.data : null) ?? {}) as Partial<ErrorData>;
  return typeof about === "string" ? about : undefined;
}

/** The code of anything thrown. */
export function errorCode(error: unknown): string {
  if (error instanceof RefusedHere) return error.code;
  const { code } = (error instanceof ConvexError ? error.data : null) ?? {};
  return isKnown(code) ? code : "UNEXPECTED";
}
