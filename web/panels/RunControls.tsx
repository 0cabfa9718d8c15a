import { rewind, runOrPause, STEP_TICKS, session, step } from '../commands.ts';
import * as model from '../model.ts';
import type { Speed } from '../protocol.ts';
import { Icon } from './Icon.tsx';
import { Pick } from './Pick.tsx';

const SPEEDS: readonly Speed[] = ['max', 1, 0.1, 0.01, 0.001, 0.0001];
const speedText = (speed: Speed) => (speed === 'max' ? 'max' : `×${speed}`);

export function RunControls() {
  const running = model.runState.value === 'running';
  const off = session.value === null || model.runState.value === 'failed';
  const why = session.value === null ? 'The simulation is loading' : undefined;
  return (
    <>
      <div class="segment" role="group" aria-label="Run controls">
        <button
          type="button"
          class="button square"
          title={why ?? 'Rewind to the start (Home)'}
          aria-label="Rewind"
          disabled={off}
          onClick={rewind}
        >
          <Icon name="rewind" />
        </button>
        <button
          type="button"
          class="button go"
          title={why ?? 'Run (Space); at the end: run again'}
          disabled={off || running}
          onClick={runOrPause}
        >
          <Icon name="run" />
          Run
        </button>
        <button
          type="button"
          class="button square"
          title={why ?? 'Pause (Space)'}
          aria-label="Pause"
          disabled={off || !running}
          onClick={runOrPause}
        >
          <Icon name="pause" />
        </button>
        <button
          type="button"
          class="button square"
          title={why ?? 'Step 10 µs (.), with Shift 1 ms, with Alt 1 µs; back with comma'}
          aria-label="Step"
          disabled={off}
          onClick={(event) => step(event.shiftKey ? 1000 : event.altKey ? 1 : STEP_TICKS)}
        >
          <Icon name="step" />
        </button>
      </div>
      <Pick
        label="Speed"
        title="Simulated time over real time; max is as fast as this machine can"
        value={String(model.speed.value)}
        options={SPEEDS.map((speed) => ({ value: String(speed), text: speedText(speed) }))}
        onPick={(text) => {
          const speed = text === 'max' ? 'max' : Number(text);
          if (session.value) session.value.setSpeed(speed);
          else model.speed.value = speed;
        }}
      />
    </>
  );
}
