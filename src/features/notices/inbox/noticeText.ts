import { taskLabel } from "@convex/shared/tasks";
import type { People } from "@/features/users";
import { texts } from "@/texts";
import { plainLine } from "@convex/shared/markdown/plainText";
import { problemText, triggerText } from "../refusals/automationText";
import type { Notice } from "./useInbox";

/** What a notice says, in one sentence. */
export function noticeText(notice: Notice, people: Pick<People, "nameOf">): string {
  const { kind, actorId, taskNumber, changes, other } = notice;
  const name = actorId === undefined ? texts.users.someone : people.nameOf(actorId);
  switch (kind) {
    case "reply":
      return texts.notices.reply(name, notice.isUnread ? Math.max((notice.unread ?? 0) - 1, 0) : 0);
    case "reaction": {
      const ids = new Set((notice.reactions ?? []).flatMap(({ userIds }) => userIds));
      return texts.notices.reaction([...ids].map(people.nameOf));
    }
    case "assignment": {
      const task = taskLabel({ number: taskNumber ?? 0 });
      if (changes === undefined) return texts.notices.assignment(name, task);
      if (changes.includes("deletedAt")) return texts.notices.taskDeleted(name, task);
      return texts.notices.taskChange(
        name,
        task,
        changes.map((field) => texts.notices.changes[field]),
      );
    }
    case "waiting":
    case "unblocked": {
      const task = taskLabel({ number: taskNumber ?? 0 });
      const { number = 0, isDeleted = false, left = 0 } = other ?? {};
      return kind === "waiting"
        ? texts.notices.waiting(name, taskLabel({ number }), task)
        : texts.notices.unblocked(taskLabel({ number }), isDeleted, task, left);
    }
    case "mention":
      return texts.notices.mention(name);
    case "everyone":
      return texts.notices.everyone(name);
    case "group":
      return texts.notices.group(name);
    case "keyword":
      return texts.notices.keyword(name);
    case "membership":
      return texts.notices.membership(name);
    case "request":
      return texts.notices.request(name);
    case "reminder":
      return texts.notices.reminder;
    case "refused":
      return texts.notices.refused(actorId && name);
    default:
      return kind satisfies never;
  }
}

/** What stands below: the beginning of the message, the title of the task, or why an automation was refused. */
export function noticeDetail({ text = "", refusal }: Notice, people: People): string {
  if (!refusal) return plainLine(text, people);
  const { when, column, code } = refusal;
  const title = column && (column.name ?? texts.tasks.statuses[column.status]);
  return texts.notices.refusal(triggerText(when, title), problemText(code));
}
