/** A PDF whose pages have a line of text each. @param catalog  more entries of its catalog */
export function paper(lines: readonly string[], catalog = ""): string {
  const kids = lines.map((_, i) => `${4 + 2 * i} 0 R`).join(" ");
  const pages = lines.flatMap((line, i) => {
    const content = `BT /F1 24 Tf 72 700 Td (${line}) Tj ET`;
    return [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ];
  });
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Count ${lines.length} /Kids [${kids}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages,
  ].map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`);
  // Without a table of places: readers find the objects by themselves.
  return `%PDF-1.7\n${objects.join("")}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`;
}
