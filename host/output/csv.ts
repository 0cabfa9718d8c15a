/** RFC 4180: a header whose names end in their unit, CRLF, quotes only where they must be. */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvRows = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
