import { useEffect, useRef } from "react";
import { texts } from "@/texts";
import { Button } from "@/ui/Button";

/** Asks for more when it comes into sight, and by a click. */
export function More({ isLoading, onMore }: { isLoading: boolean; onMore: (() => void) | undefined }) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!mark.current || !onMore) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onMore();
    });
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [onMore]);
  return (
    <div ref={mark} className="flex justify-center py-2">
      <Button size="small" look="ghost" disabled={isLoading} onClick={onMore}>
        {isLoading ? texts.ui.loading : texts.ui.showMore}
      </Button>
    </div>
  );
}
