import { logoUrl } from "@/lib/logo";

const LOGO = logoUrl();

export function Logo({ size = 20 }: { size?: number }) {
  return <img src={LOGO} alt="" width={size} height={size} draggable={false} className="shrink-0" />;
}
