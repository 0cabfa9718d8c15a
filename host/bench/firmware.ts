/** One battery controller. */
import { firmwareInstructions } from './firmware-instructions.ts';
import { blocks } from './images.ts';
import { type Row, seconds } from './row.ts';

const TICKS = 1e6;

export function firmware(): Row[] {
  const kernel = blocks();
  return [
    {
      name: 'fast task, slower tasks included',
      unit: 'ns',
      measure: () => (seconds(() => kernel.benchFastTask(TICKS)) / TICKS) * 1e9,
    },
    ...firmwareInstructions(),
  ];
}
