import { CircleAlert, LockKeyhole } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { errorCode, errorText } from "@/platform/errorText";
import { Button } from "@/ui/Button";
import { Empty } from "@/ui/Empty";
import { ErrorBoundary } from "@/ui/ErrorBoundary";

type Props = {
  resetKey: string;
  /** Said when access ended or the thing is gone. */
  gone?: string;
  children: ReactNode;
};

/** A failure stays in its pane; what is no longer there is said calmly. */
export function PaneError({ resetKey, gone = "This is not here any more", children }: Props) {
  return (
    <ErrorBoundary
      resetKey={resetKey}
      fallback={(error, retry) =>
        errorCode(error) === "NOT_FOUND" ? (
          <div className="flex-1">
            <Empty
              icon={LockKeyhole}
              title={gone}
              action={
                <Link
                  to="/"
                  replace
                  className="flex h-8 items-center rounded-control bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover touch:h-11"
                >
                  Go to your channels
                </Link>
              }
            >
              It was removed, or your access to it ended. Somebody in it can let you in again.
            </Empty>
          </div>
        ) : (
          <div className="flex-1">
            <Empty
              icon={CircleAlert}
              title="This part stopped working"
              action={<Button onClick={retry}>Try again</Button>}
            >
              {errorText(errorCode(error))} Nothing you wrote is lost.
            </Empty>
          </div>
        )
      }
    >
      {children}
    </ErrorBoundary>
  );
}
