import { firmwareLayout, recordLayouts, simulationLayout } from './layout.ts';
import { blackBoxRings, channels, enumerations } from './registers.ts';

/** FNV-1a over everything that both sides must agree on. */
export const layoutHash: number = (() => {
  const rows = [simulationLayout, firmwareLayout].flatMap((layout) =>
    Object.values(layout.banks).flatMap((bank) => [
      `${bank.name}@${bank.address}+${bank.stride}x${bank.count}`,
      ...bank.fields.map((f) => `${f.key}:${f.type}[${f.count ?? 1}]@${f.offset}=${f.default ?? ''}`),
    ]),
  );
  const kept = Object.entries(recordLayouts).map(([name, { bytes, fields }]) =>
    [name, bytes, ...fields.map((f) => `${f.key}:${f.type}@${f.offset}`)].join(),
  );
  const words = [...rows, ...kept, JSON.stringify([enumerations, blackBoxRings]), Object.keys(channels).join()].join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  return hash >>> 0;
})();
