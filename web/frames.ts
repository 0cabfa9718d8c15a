import type { ChannelName } from '../host/abi/registers.ts';
import type { Trace } from '../host/trace.ts';
import type { Frame, FrameSource, Purpose } from './contract.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

type Deliver = (frame: Frame) => void;
interface Request {
  key: string;
  id: number;
  edges_s: Float64Array;
  channels: readonly ChannelName[];
  deliver: Deliver;
}

/**
 * Frames of live runs from the worker. Two buffers go to and fro for every run and purpose: the one being drawn, and
 * the one being filled.
 */
export class WorkerFrames implements FrameSource {
  private readonly waiting = new Map<string, Request>();
  private flying: Request | null = null;
  /** The buffer behind the last frame of each key: whoever drew it may still read it. */
  private readonly shown = new Map<string, ArrayBuffer>();
  private readonly spare: ArrayBuffer[] = [];

  constructor(private readonly port: MessagePort) {}

  request(id: number, purpose: Purpose, edges_s: Float64Array, channels: readonly ChannelName[], deliver: Deliver): void {
    const key = `${id} ${purpose}`;
    this.waiting.set(key, { key, id, edges_s, channels, deliver });
    this.next();
  }

  /** Takes a filled frame in; to be called for every frame message of the port. */
  receive({ key, id, edges_s, channels, buffer, from, to, now_s }: Extract<FromWorker, { kind: 'frame' }>): void {
    const request = this.flying;
    this.flying = null;
    const before = this.shown.get(key);
    if (before) this.spare.push(before);
    this.shown.set(key, buffer);
    const columns = edges_s.length - 1;
    const data = new Float32Array(buffer, 0, 4 * channels.length * columns);
    this.next();
    request?.deliver({ runId: id, edges_s, columns, channels, data, validFrom: from, validTo: to, now_s });
  }

  /** Lets go of a run that is no longer shown. */
  forget(id: number): void {
    for (const key of [...this.shown.keys(), ...this.waiting.keys()]) {
      if (!key.startsWith(`${id} `)) continue;
      this.shown.delete(key);
      this.waiting.delete(key);
    }
  }

  private next(): void {
    if (this.flying) return;
    const [first] = this.waiting;
    if (!first) return;
    const [key, request] = first;
    this.waiting.delete(key);
    this.flying = request;
    const { id, channels } = request;
    const edges_s = request.edges_s.slice();
    const bytes = 16 * channels.length * (edges_s.length - 1);
    const fitting = this.spare.findIndex((buffer) => buffer.byteLength >= bytes);
    const buffer = fitting >= 0 ? (this.spare.splice(fitting, 1)[0] as ArrayBuffer) : new ArrayBuffer(bytes);
    this.spare.length = Math.min(this.spare.length, 4);
    const message: ToWorker = { kind: 'frame', key, id, edges_s, channels, buffer };
    this.port.postMessage(message, [buffer, edges_s.buffer]);
  }
}

/** Frames of recorded runs, at once. */
export class RecordedFrames implements FrameSource {
  constructor(private readonly traces: ReadonlyMap<number, Trace>) {}

  request(runId: number, _purpose: Purpose, edges_s: Float64Array, channels: readonly ChannelName[], deliver: Deliver): void {
    const trace = this.traces.get(runId);
    if (!trace) return;
    const columns = edges_s.length - 1;
    const data = new Float32Array(4 * channels.length * columns);
    const { from, to } = trace.fill(edges_s, channels, data);
    deliver({ runId, edges_s, columns, channels, data, validFrom: from, validTo: to, now_s: trace.end_s });
  }
}
