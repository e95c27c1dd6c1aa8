const MARK =
  '<rect width="32" height="32" rx="8" fill="#5b5bd6"/><path d="M7 10.5A2.5 2.5 0 0 1 9.5 8h9A2.5 2.5 0 0 1 21 10.5v5a2.5 2.5 0 0 1-2.5 2.5h-5.2l-3.6 2.9a.44.44 0 0 1-.7-.35V18A2.5 2.5 0 0 1 7 15.5z" fill="#fff"/><path d="M23.5 13.2a2.5 2.5 0 0 1 1.5 2.3v6.3a2.5 2.5 0 0 1-2.5 2.5h-8.3a2.5 2.5 0 0 1-2.3-1.6l2.3-1.9h4.8a4 4 0 0 0 4-4z" fill="#b9b6ff"/>';

/** Our mark as an address of a picture that needs no server, with a dot of a colour where there is news. */
export function logoUrl(dotColour?: string): string {
  const dot = dotColour
    ? `<circle cx="25" cy="7" r="6" fill="${dotColour}" stroke="#fff" stroke-width="1.5"/>`
    : "";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${MARK}${dot}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
