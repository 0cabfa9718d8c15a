/** The cells: nanoseconds for a millisecond of one of them. */
import { blocks } from './images.ts';
import { type Row, seconds } from './row.ts';

export function cells(): Row[] {
  const kernel = blocks();
  let cellSteps = 0;
  return [
    {
      name: 'cell-step, heat included',
      unit: 'ns',
      measure: () => {
        const took_s = seconds(() => {
          cellSteps = kernel.benchCells(1000);
        });
        return (took_s / cellSteps) * 1e9;
      },
    },
  ];
}
