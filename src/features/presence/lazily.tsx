import { lazy, Suspense, type ComponentProps } from "react";
import { retryImport } from "@/lib/retryImport";

const LazyTypists = lazy(retryImport(async () => ({ default: (await import("./Typists")).Typists })));
const LazyOnlookers = lazy(retryImport(async () => ({ default: (await import("./Onlookers")).Onlookers })));

/** Who is typing, once that part of the app is there. */
export const Typists = (props: ComponentProps<typeof LazyTypists>) => (
  <Suspense fallback={null}>
    <LazyTypists {...props} />
  </Suspense>
);

/** Who else looks at a card, likewise. */
export const Onlookers = (props: ComponentProps<typeof LazyOnlookers>) => (
  <Suspense fallback={null}>
    <LazyOnlookers {...props} />
  </Suspense>
);
