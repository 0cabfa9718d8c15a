import { Icon } from './Icon.tsx';

interface Props {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  title?: string;
  onPick: (value: string) => void;
}

/** A choice among few: the system's own list, so that keys and screen readers work as everywhere. */
export function Pick({ label, value, options, title, onPick }: Props) {
  return (
    <label class="pick" title={title}>
      <span class="key">{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onPick(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </label>
  );
}
