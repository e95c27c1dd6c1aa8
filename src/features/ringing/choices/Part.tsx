import type { ReactNode } from "react";

type Props = { title: string; about?: ReactNode; children: ReactNode };

/** A part of the settings, with what it is about. */
export function Part({ title, about, children }: Props) {
  return (
    <section aria-label={title} className="grid grid-cols-1 justify-items-start gap-2.5">
      <div className="grid gap-0.5">
        <h3 className="font-medium">{title}</h3>
        {about !== undefined && <p className="text-text-muted">{about}</p>}
      </div>
      {children}
    </section>
  );
}
