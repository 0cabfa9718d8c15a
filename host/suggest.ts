/** More names than this are not printed in one line. */
const SHORT_LIST = 40;

/** Levenshtein distance of two words. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/** The name that was probably meant, if one is near enough: by spelling, or because it begins with what was given. */
export function nearest(given: string, names: readonly string[]): string | null {
  const wanted = given.slice(0, 64).toLowerCase();
  if (wanted === '') return null;
  let best: string | null = null;
  let least = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance < least) {
      least = distance;
      best = name;
    }
  }
  return best ?? names.find((name) => wanted.length >= 3 && name.toLowerCase().startsWith(wanted)) ?? null;
}

/** What is allowed where a name is wanted: the one that was probably meant, or all of a short list. */
export function namesAllowed(what: string, given: string, names: readonly string[]): string {
  const meant = nearest(given, names);
  if (meant) return `${what}; did you mean ${meant}?`;
  return names.length <= SHORT_LIST ? `${what}: ${names.join(', ')}` : what;
}
