import { Compass } from "lucide-react";
import { Link } from "react-router";
import { Empty } from "@/ui/Empty";

export function NotFoundPage() {
  return (
    <main id="main" className="min-w-0 flex-1">
      <Empty
        icon={Compass}
        title="Nothing here"
        action={
          <Link to="/" className="font-medium text-accent-text hover:underline">
            Go to your channels
          </Link>
        }
      >
        This address leads nowhere, or you may not see what it leads to.
      </Empty>
    </main>
  );
}
