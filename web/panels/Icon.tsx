/** Line icons on a 16 px grid. A filled one is a shape that must read at a glance (run controls, verdicts). */
const LINES = {
  down: 'M4.5 6.5 8 10l3.5-3.5',
  right: 'M6.5 4.5 10 8l-3.5 3.5',
  undo: 'M6.2 2.8 3 6l3.2 3.2M3.4 6h6.3a3.3 3.3 0 0 1 0 6.6H6.8',
  redo: 'M9.8 2.8 13 6 9.8 9.2M12.6 6H6.3a3.3 3.3 0 0 0 0 6.6h2.9',
  share: 'M6.6 9.4a2.9 2.9 0 0 0 4.1 0l2-2a2.9 2.9 0 0 0-4.1-4.1l-.9.9M9.4 6.6a2.9 2.9 0 0 0-4.1 0l-2 2a2.9 2.9 0 0 0 4.1 4.1l.9-.9',
  export: 'M8 2.4v7.8M4.8 7.1 8 10.3l3.2-3.2M2.8 13h10.4',
  help: 'M8 13.8A5.8 5.8 0 1 0 8 2.2a5.8 5.8 0 0 0 0 11.6M6.3 6.6a1.7 1.7 0 1 1 2.5 1.5c-.5.3-.8.6-.8 1.1v.1M8 11.3v.1',
  find: 'M7 11.3a4.3 4.3 0 1 0 0-8.6 4.3 4.3 0 0 0 0 8.6M10.3 10.3l3.2 3.2',
  pin: 'M5.4 2.5h5.2l-.8 4 2.3 2.6H3.9l2.3-2.6zM8 9.1v4.4',
  close: 'M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6',
} as const;
const FILLED = {
  more: 'M3.2 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8M8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8M12.8 6.6a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8',
  run: 'M4.4 2.9v10.2c0 .6.6.9 1.1.6l7.6-5.1c.4-.3.4-.9 0-1.2L5.5 2.3c-.5-.3-1.1 0-1.1.6z',
  pause: 'M4 3h2.7v10H4zM9.3 3H12v10H9.3z',
  step: 'M3.4 3.5v9c0 .4.5.6.8.4l6-4.5c.3-.2.3-.6 0-.8l-6-4.5c-.3-.2-.8 0-.8.4zM11.4 3h1.7v10h-1.7z',
  rewind: 'M12.6 3.5v9c0 .4-.5.6-.8.4l-6-4.5c-.3-.2-.3-.6 0-.8l6-4.5c.3-.2.8 0 .8.4zM2.9 3h1.7v10H2.9z',
  theme: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2m0 1.5v9a4.5 4.5 0 0 1 0-9',
} as const;

export type IconName = keyof typeof LINES | keyof typeof FILLED;

export function Icon({ name }: { name: IconName }) {
  const filled = name in FILLED;
  return (
    <svg class={filled ? 'icon filled' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      <path d={filled ? FILLED[name as keyof typeof FILLED] : LINES[name as keyof typeof LINES]} />
    </svg>
  );
}

/** Shape before colour: a disc with a tick, an octagon with a cross, a ring while it is open. */
export function VerdictIcon({ verdict }: { verdict: 'pass' | 'fail' | 'open' }) {
  return (
    <svg class={`verdictIcon ${verdict}`} viewBox="0 0 32 32" aria-hidden="true">
      {verdict === 'pass' && <circle class="shape" cx="16" cy="16" r="16" />}
      {verdict === 'fail' && <path class="shape" d="M9.4 0h13.2L32 9.4v13.2L22.6 32H9.4L0 22.6V9.4z" />}
      {verdict === 'open' && <circle class="ring" cx="16" cy="16" r="14.5" />}
      {verdict === 'pass' && <path class="mark" d="M9 16.8l4.8 4.8L23 10.8" />}
      {verdict === 'fail' && <path class="mark" d="M10.5 10.5l11 11M21.5 10.5l-11 11" />}
      {verdict === 'open' && <path class="dots" d="M10 16h.01M16 16h.01M22 16h.01" />}
    </svg>
  );
}

/** The mark of the instrument: a voltage that dips and stays inside its window. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path class="edge" d="M2 4.5h20M2 19.5h20" />
      <path class="wave" d="M2 8h5.2l3.2 8.3c1-2.6 2.1-4.1 3.8-5.3 2-1.3 4.1-1.6 7.8-1.7" />
    </svg>
  );
}
