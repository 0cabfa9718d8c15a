import { signal } from '@preact/signals';

/** Undo and redo over whole values: the present is always the last committed one. */
export class History<T> {
  private past: T[] = [];
  private future: T[] = [];
  private readonly changed = signal(0);

  constructor(private present: T) {}

  get canUndo(): boolean {
    return this.changed.value >= 0 && this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.changed.value >= 0 && this.future.length > 0;
  }

  /** A new present; forgets what was undone. The same present again is no step. */
  commit(next: T): void {
    if (JSON.stringify(next) === JSON.stringify(this.present)) return;
    this.past.push(this.present);
    this.present = next;
    this.future = [];
    this.changed.value++;
  }

  /** Starts anew from a value that nobody chose to edit (another page address). */
  restart(present: T): void {
    this.past = [];
    this.future = [];
    this.present = present;
    this.changed.value++;
  }

  /** The last commit was none. */
  drop(): void {
    this.present = this.past.pop() ?? this.present;
    this.changed.value++;
  }

  undo(): T | undefined {
    return this.move(this.past, this.future);
  }

  redo(): T | undefined {
    return this.move(this.future, this.past);
  }

  private move(from: T[], to: T[]): T | undefined {
    const next = from.pop();
    if (next === undefined) return undefined;
    to.push(this.present);
    this.present = next;
    this.changed.value++;
    return next;
  }
}
