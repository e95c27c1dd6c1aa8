export function FormError({ text }: { text: string | undefined }) {
  return text ? (
    <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-small text-danger">
      {text}
    </p>
  ) : null;
}
