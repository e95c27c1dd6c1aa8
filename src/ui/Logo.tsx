export function Logo({ size = 20 }: { size?: number }) {
  return <img src="/favicon.svg" alt="" width={size} height={size} draggable={false} className="shrink-0" />;
}
