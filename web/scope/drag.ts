/** Follows a pointer from its press to its release. */
export function drag(event: PointerEvent, move: (dx: number, dy: number, at: PointerEvent) => void, done?: (moved: boolean) => void): void {
  event.preventDefault();
  event.stopPropagation();
  const { clientX, clientY } = event;
  let moved = false;
  const onMove = (at: PointerEvent) => {
    moved = true;
    move(at.clientX - clientX, at.clientY - clientY, at);
  };
  const onEnd = () => {
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onEnd);
    removeEventListener('pointercancel', onEnd);
    done?.(moved);
  };
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onEnd);
  addEventListener('pointercancel', onEnd);
}

/** Pixels for an arrow key, or null: Shift is ten times, Alt a tenth. */
export function arrowStep(event: KeyboardEvent): { dx: number; dy: number } | null {
  const size = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
  if (event.key === 'ArrowLeft') return { dx: -size, dy: 0 };
  if (event.key === 'ArrowRight') return { dx: size, dy: 0 };
  if (event.key === 'ArrowUp') return { dx: 0, dy: -size };
  if (event.key === 'ArrowDown') return { dx: 0, dy: size };
  return null;
}
