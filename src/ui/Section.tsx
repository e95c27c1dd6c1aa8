import type { ReactNode } from "react";

/** A part of a page of figures, with its name above it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 text-small font-medium">{title}</h2>
      {children}
    </section>
  );
}
