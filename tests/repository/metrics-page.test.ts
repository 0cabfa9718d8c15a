import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { metrics } from '../../host/abi/registers.ts';

it('docs/metrics.md defines every metric once, in the order of the table, with its unit', () => {
  const text = readFileSync(new URL('../../docs/metrics.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \| (\S*) ?\|/gm)].map(([, key, unit]) => ({ key, unit }));
  expect(rows).toEqual(Object.entries(metrics).map(([key, { unit }]) => ({ key, unit })));
});
