import { size } from '../../math/piecewise';

/** Codes, and what moves them: a code that stays while that has moved is stuck. A quiet code proves nothing. */
export class Witnesses {
  private readonly code: StaticArray<i32>;
  /** What moves it, as it was when the code last changed; infinite once that has moved far enough. */
  private readonly from: StaticArray<f32>;

  constructor(count: i32) {
    this.code = new StaticArray<i32>(count);
    this.from = new StaticArray<f32>(count);
  }

  /** Has `drive` moved by more than `most` at some time since code `which` last changed? */
  stays(which: i32, code: i32, drive: f32, most: f32): bool {
    if (code != unchecked(this.code[which])) {
      unchecked((this.code[which] = code));
      unchecked((this.from[which] = drive));
      return false;
    }
    if (size(drive - unchecked(this.from[which])) <= most) return false;
    unchecked((this.from[which] = Infinity));
    return true;
  }
}
