import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon.tsx';

interface Props {
  label: string;
  icon: IconName;
  iconOnly?: boolean;
  items: readonly { text: string; hint?: string; onChoose: () => void }[];
}

/** A button with a short list under it; Escape and a click elsewhere close it. */
export function Menu({ label, icon, iconOnly = false, items }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const place = () => {
    const box = button.current?.getBoundingClientRect();
    if (!box || !list.current) return;
    list.current.style.top = `${box.bottom + 4}px`;
    list.current.style.right = `${Math.max(8, innerWidth - box.right)}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={iconOnly ? 'button square' : 'button wordy'}
        popovertarget={id}
        aria-label={label}
        onClick={place}
      >
        <Icon name={icon} />
        {!iconOnly && <span class="word">{label}</span>}
      </button>
      <div ref={list} id={id} popover="auto" class="menu" aria-label={label} role="group">
        {items.map(({ text, hint, onChoose }) => (
          <button
            type="button"
            class="menuItem"
            onClick={() => {
              list.current?.hidePopover();
              onChoose();
            }}
          >
            {text}
            {hint && <small>{hint}</small>}
          </button>
        ))}
      </div>
    </>
  );
}
