/** Plain tables for a terminal. */

/** Columns of text, two spaces apart; those whose index is in `right` end flush. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [k, cell] of row.entries()) widths[k] = Math.max(widths[k] ?? 0, width(cell));
  return rows.map((row) =>
    row
      .map((cell, k) => {
        const space = ' '.repeat((widths[k] as number) - width(cell));
        return right.includes(k) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

const width = (text: string) => [...text].length;

export const indent = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));
