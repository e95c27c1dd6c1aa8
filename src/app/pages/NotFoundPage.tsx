import { Compass } from "lucide-react";
import { Link } from "react-router";
import { Empty } from "@/ui/Empty";

export function NotFoundPage() {
  return (
    <main id="main" className="min-w-0 flex-1">
      <Empty
        icon={Compass}
        title="Page not found"
        action={
          <Link to="/" className="font-medium text-accent-text hover:underline">
            Go to your channels
          </Link>
        }
      >
        This page doesn’t exist, or you don’t have access to it.
      </Empty>
    </main>
  );
}
