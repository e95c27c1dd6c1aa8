import { Compass } from "lucide-react";
import { Link } from "react-router";
import { texts } from "@/texts";
import { Empty } from "@/ui/Empty";

export function NotFoundPage() {
  return (
    <main id="main" className="min-w-0 flex-1">
      <Empty
        icon={Compass}
        title={texts.shell.notFound}
        action={
          <Link to="/" className="finger relative font-medium text-accent-text hover:underline">
            {texts.shell.toChannels}
          </Link>
        }
      >
        {texts.shell.notFoundWhy}
      </Empty>
    </main>
  );
}
