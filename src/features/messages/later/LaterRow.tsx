import type { ReactNode } from "react";
import { Link } from "react-router";
import { texts } from "@/texts";
import type { ShownPlace } from "./usePlaces";

type Props = {
  /** What it is of. */
  place: ShownPlace;
  /** What stands at the end of the first line: a time. */
  when: ReactNode;
  text: string;
  problem?: string | undefined;
  actions: ReactNode;
};

/** One thing that waits for its person: a draft, a message to be sent, a reminder. */
export function LaterRow({ place: { icon, title, to }, when, text, problem, actions }: Props) {
  return (
    <li className="relative flex items-start gap-3 border-b px-4 py-2.5 hover:bg-bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-accent-text max-wide:flex-wrap">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex min-w-0 items-center gap-1.5 text-small text-text-muted">
          {icon}
          {to === undefined ? (
            <span dir="auto" className="min-w-0 truncate">
              {title}
            </span>
          ) : (
            <Link
              to={to}
              dir="auto"
              className="min-w-0 truncate outline-none after:absolute after:inset-0 after:content-['']"
            >
              {title}
            </Link>
          )}
          <span className="tabular ml-auto shrink-0 text-meta">{when}</span>
        </p>
        <p dir="auto" className="line-clamp-3 text-message [overflow-wrap:anywhere] whitespace-pre-line">
          {text || <span className="text-text-muted">{texts.later.noText}</span>}
        </p>
        {problem !== undefined && <p className="text-small text-danger">{problem}</p>}
      </div>
      <div className="relative z-10 flex shrink-0 items-center gap-1 max-wide:w-full max-wide:justify-end">
        {actions}
      </div>
    </li>
  );
}
