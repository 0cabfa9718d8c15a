import { enumerations } from '../../host/abi/registers.ts';
import * as model from '../model.ts';
import { fixed } from '../units.ts';

/** Where the shown result comes from, in words. */
const ORIGIN: Readonly<Record<model.Origin, { text: string; mark: 'good' | 'bad' | 'open' }>> = {
  loading: { text: 'Loading the simulation', mark: 'open' },
  recorded: { text: 'Recorded result; the simulation is starting', mark: 'open' },
  live: { text: 'Live: simulated in this browser', mark: 'good' },
  agrees: { text: 'Live: hash agrees with the recorded result', mark: 'good' },
  disagrees: { text: 'Live, but the hash disagrees with the recorded result', mark: 'bad' },
  noWasm: { text: 'Recorded result: this browser has no WebAssembly, so nothing can be run; zoom and cursors work', mark: 'bad' },
  broken: { text: 'Recorded result: the simulation could not be loaded, so nothing can be run; zoom and cursors work', mark: 'bad' },
};

const MEGABYTE = 2 ** 20;

function rateText(rate: number): string {
  return rate >= 10 ? fixed(rate, 0) : rate >= 0.995 ? fixed(rate, 1) : String(Number(rate.toPrecision(2)));
}

/** To the microsecond; in seconds where milliseconds would need six digits. */
const clockText = (t_s: number): string => (t_s < 100 ? `${fixed(t_s * 1e3, 3)} ms` : `${fixed(t_s, 6)} s`);

export function Badge() {
  const { text, mark } = ORIGIN[model.origin.value];
  return (
    <span class={`badge ${mark}`} role="status">
      <i />
      {text}
    </span>
  );
}

export function StatusBar() {
  const run = model.activeRun.value;
  const { hash = '' } = run ?? {};
  const adaptive = enumerations.TimeMode[run?.thresholds.timeMode ?? 0] === 'adaptive';
  const fps = model.framesPerSecond.value;
  return (
    <footer class="statusBar">
      <span>
        t <em>{clockText(model.now_s.value || run?.now_s || 0)}</em>
      </span>
      <span>
        step <em>{adaptive ? '1 µs, adaptive' : '1 µs'}</em>
      </span>
      {model.rate.value > 0 && (
        <span>
          speed <em>×{rateText(model.rate.value)}</em> of real time
        </span>
      )}
      {model.memoryUse.value && (
        <span>
          memory <em>{fixed(model.memoryUse.value.used / MEGABYTE, 1)}</em> of {fixed(model.memoryUse.value.limit / MEGABYTE, 0)} MB
        </span>
      )}
      {hash && (
        <span>
          hash <em title={hash}>{`${hash.slice(0, 4)} ${hash.slice(4, 8)}`}</em>
        </span>
      )}
      {fps !== null && (
        <span>
          <em>{fps}</em> fps
        </span>
      )}
      <span class="spring" />
      <Badge />
    </footer>
  );
}
