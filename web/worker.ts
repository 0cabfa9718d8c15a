/** The worker owns the simulations: control over Comlink, pictures over a port of its own. */
import { expose } from 'comlink';
import { SimulationModule } from '../host/simulation.ts';
import { Engine } from './engine.ts';
import { csv, figures, valuesAt } from './measure.ts';
import type { FromWorker, ToWorker, WorkerControl } from './protocol.ts';

let port: MessagePort | null = null;
let engine: Engine | null = null;

const send = (message: FromWorker, transfer: Transferable[] = []) => port?.postMessage(message, transfer);

function ready(): Engine {
  if (!engine) throw new Error('the simulation is not loaded yet');
  return engine;
}

const control: WorkerControl = {
  async load(wasmUrl) {
    const answer = await fetch(wasmUrl);
    if (!answer.ok) throw new Error(`its file did not come (${answer.status})`);
    const module = await SimulationModule.compile(answer);
    engine = new Engine(module, (status) => send({ kind: 'status', status }));
  },
  start: (order) => ready().start(order),
  run: (speed) => ready().go(speed),
  pause: () => ready().pause(),
  step: (ticks) => ready().step(ticks),
  rewind: () => ready().rewind(),
  setSpeed: (speed) => ready().setSpeed(speed),
  close: (id) => ready().close(id),
  values(id, times_s) {
    const run = ready().find(id);
    return times_s.map((t_s) => {
      if (run?.simulation) return valuesAt(run.simulation, t_s);
      return run?.trace?.values(t_s) ?? null;
    });
  },
  figures(id, from_s, to_s) {
    const simulation = ready().find(id)?.simulation;
    return simulation ? figures(simulation, from_s, to_s) : null;
  },
  csv(id, from_s, to_s) {
    const run = ready().find(id);
    if (!run?.simulation) throw new Error('Only the trace of this run is kept; select it to run it again, then export.');
    return csv(run.simulation, from_s, to_s);
  },
  connect(given) {
    port = given;
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
      if (data.kind === 'credit') return engine?.report();
      const { key, id, edges_s, channels, buffer } = data;
      const out = new Float32Array(buffer, 0, 4 * channels.length * (edges_s.length - 1));
      const { from, to } = engine?.fill(id, edges_s, channels, out) ?? { from: 0, to: 0 };
      const now_s = engine?.now_s(id) ?? 0;
      send({ kind: 'frame', key, id, edges_s, channels, buffer, from, to, now_s }, [buffer, edges_s.buffer]);
    };
  },
};

expose(control);
