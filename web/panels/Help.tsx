import { useEffect, useRef } from 'preact/hooks';
import { helpOpen } from '../commands.ts';
import { Icon } from './Icon.tsx';

const KEYS: readonly { title: string; keys: readonly [string, string][] }[] = [
  {
    title: 'Run',
    keys: [
      ['Space', 'run, pause; at the end run again'],
      ['.', 'step on by 10 µs, one fast tick of the firmware; Shift 1 ms, Alt 1 µs'],
      [',', 'step back by the same'],
      ['Home', 'rewind to the start'],
      ['End', 'run to the end at full speed'],
    ],
  },
  {
    title: 'Parameters',
    keys: [
      ['/', 'find a parameter'],
      ['↑ ↓', 'step the focused value; Shift ×10, Alt ×0.1'],
      ['Ctrl Z, Ctrl Y', 'undo, redo'],
      ['Esc', 'give up what was typed'],
    ],
  },
  {
    title: 'View',
    keys: [
      ['A, B', 'cursor at the pointer, else in the middle'],
      ['+ −', 'zoom; the wheel or a drag too'],
      ['← →', 'move; a drag with Shift too'],
      ['Z', 'zoom to the cursors'],
      ['0', 'the whole run'],
      ['Backspace', 'the view before'],
      ['T', 'the view as a table'],
      ['L', 'logarithmic or linear time'],
      ['E', 'events or scope'],
      ['Ctrl S', 'copy the address of this run'],
      ['?', 'this sheet'],
    ],
  },
];

const WORDS: readonly [string, string][] = [
  ['PSU', 'rectifier shelf on the utility'],
  ['Capacitor (CBU)', 'capacitor backup unit: supercapacitors and their converter'],
  ['Battery (BBU)', 'battery backup unit: a module of cells and its converter'],
  ['Takeover', 'from the trigger until the capacitor carries 90 % of the load'],
  ['Handoff', 'from the takeover until the battery carries 99 %'],
  ['Transfer', 'an entry into BRIDGE or BATTERY from NORMAL'],
  ['Hash', 'of the whole state of the simulation: two equal hashes are two equal runs'],
  ['Logarithmic time', 'linear within 100 µs of the trigger, logarithmic beyond, on both sides'],
];

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label="Keys and words" onClose={() => (helpOpen.value = false)}>
      <div class="helpHead">
        <h2>Keys and words</h2>
        <button type="button" class="button square" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      <div class="helpBody">
        {KEYS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Values</h3>
          <p>
            A plain number is in the unit beside the field: <kbd>44</kbd> or <kbd>44V</kbd>. With a prefix it is in the SI unit:{' '}
            <kbd>20u</kbd>, <kbd>3m</kbd>, <kbd>1.2k</kbd>. An edit runs the scenario again from its start to where it stood and leaves the
            trace before it dashed; what cannot be is refused beside the field.
          </p>
        </section>
        <section>
          <h3>Words</h3>
          <dl class="words">
            {WORDS.map(([word, what]) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </dialog>
  );
}
