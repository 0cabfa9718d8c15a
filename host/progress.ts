/** One line on a terminal that says how far a long job is and how long it still takes; nothing where nobody looks. */
const LEAST_MS = 100;
const CLEAR = '\r\u001b[2K';

export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class Progress {
  private readonly begun_ms: number;
  private shown_ms = -Infinity;
  private visible = false;

  constructor(
    private readonly stream: ProgressStream,
    private readonly clock_ms: () => number = () => performance.now(),
  ) {
    this.begun_ms = clock_ms();
  }

  /** `part` of the whole job, 0 to 1. */
  update(part: number, label: string): void {
    const now_ms = this.clock_ms();
    if (!this.stream.isTTY || now_ms - this.shown_ms < LEAST_MS) return;
    this.shown_ms = now_ms;
    this.visible = true;
    this.stream.write(`${CLEAR}${label}  ${Math.floor(part * 100)} %${this.left(part, now_ms)}`);
  }

  clear(): void {
    if (this.visible) this.stream.write(CLEAR);
    this.visible = false;
  }

  private left(part: number, now_ms: number): string {
    const spent_s = (now_ms - this.begun_ms) / 1e3;
    // the first stretch still compiles: no guess from it
    if (part <= 0.02 || spent_s < 0.2) return '';
    const left_s = (spent_s * (1 - part)) / part;
    return left_s < 60 ? `  ${left_s.toFixed(left_s < 10 ? 1 : 0)} s left` : `  ${Math.ceil(left_s / 60)} min left`;
  }
}
