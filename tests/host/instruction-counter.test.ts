/** The counter of executed instructions against programs that can be counted by hand. */
import binaryen from 'binaryen';
import { expect, it } from 'vitest';
import { withCounter } from '../../host/bench/instruction-counter.ts';

/** Executed instructions of `f(argument)`. */
function executed(text: string, argument: number): number {
  const module = binaryen.parseText(text);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(withCounter(module.emitBinary())), {});
  const { f, executed } = exports as unknown as { f(x: number): number; executed: WebAssembly.Global<'i64'> };
  f(argument);
  return Number(executed.value);
}

it('counts a stretch, both arms of a branch, and every turn of a loop', () => {
  expect(executed('(module (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 7))))', 1)).toBe(3);
  const branch = `(module (func (export "f") (param i32) (result i32)
    (if (result i32) (local.get 0) (then (i32.add (i32.const 1) (i32.const 2))) (else (i32.const 300)))))`;
  // the condition and the branch, then three or one
  expect(executed(branch, 1)).toBe(5);
  expect(executed(branch, 0)).toBe(3);
  const loop = `(module (func (export "f") (param i32) (result i32)
    (loop $again (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $again (local.get 0))) (local.get 0)))`;
  // six a turn, and one at the end
  expect(executed(loop, 1)).toBe(7);
  expect(executed(loop, 1000)).toBe(6001);
});

it('counts what a called function does, and refuses what it does not know', () => {
  const call = `(module (func $g (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
    (func (export "f") (param i32) (result i32) (call $g (local.get 0))))`;
  expect(executed(call, 5)).toBe(5);
  const lanes = '(module (func (export "f") (param i32) (result i32) (i32x4.extract_lane 0 (i32x4.splat (local.get 0)))))';
  const module = binaryen.parseText(lanes);
  module.setFeatures(binaryen.Features.SIMD128);
  expect(() => withCounter(module.emitBinary())).toThrow(RangeError);
});
