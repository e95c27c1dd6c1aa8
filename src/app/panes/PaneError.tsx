import { CircleAlert, CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { errorCode, errorText } from "@/platform/errorText";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { ErrorBoundary } from "@/ui/ErrorBoundary";

/** The words for a thing that is gone, or hidden from this person. */
type Gone = { title: string; text: string };

type Props = {
  resetKey: string;
  gone?: Gone;
  /** What can be done about that. */
  goneAction?: (retry: () => void) => ReactNode;
  /** Draws the surroundings of the message; the page itself, if it is not given. */
  frame?: (message: ReactNode) => ReactNode;
  children: ReactNode;
};

const inPage = (message: ReactNode) => (
  <main id="main" className="min-w-0 flex-1">
    {message}
  </main>
);

/** A failure stays in its pane; what is no longer there is said calmly. */
export function PaneError({ resetKey, gone = texts.shell.gone.thing, goneAction, frame, children }: Props) {
  const framed = frame ?? inPage;
  return (
    <ErrorBoundary
      resetKey={resetKey}
      fallback={(error, retry) =>
        framed(
          errorCode(error) === "NOT_FOUND" ? (
            <Empty
              icon={CircleOff}
              title={gone.title}
              action={
                <>
                  {goneAction?.(retry)}
                  {!frame && <Home />}
                </>
              }
            >
              {gone.text}
            </Empty>
          ) : (
            <Empty
              icon={CircleAlert}
              title={texts.shell.paneFailed}
              action={<Button onClick={retry}>{texts.ui.retry}</Button>}
            >
              {errorText(errorCode(error))}
            </Empty>
          ),
        )
      }
    >
      {children}
    </ErrorBoundary>
  );
}

const Home = () => (
  <Link
    to="/"
    replace
    className="flex h-8 items-center rounded-control bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover touch:h-11"
  >
    {texts.shell.toChannels}
  </Link>
);
