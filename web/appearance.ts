/** Light or dark as the system says until somebody chooses, one column where the screen is narrow. */
import { effect } from '@preact/signals';
import * as model from './model.ts';

const KEY = 'ridethrough-theme';
const NARROW = '(max-width: 719px)';

/** A browser may refuse to remember. */
function remembered(): model.Theme | null {
  try {
    const theme = localStorage.getItem(KEY);
    return theme === 'light' || theme === 'dark' ? theme : null;
  } catch {
    return null;
  }
}

function remember(theme: model.Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // then the next visit begins as the system says
  }
}

export function followAppearance(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  model.theme.value = remembered() ?? (dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => {
    if (!remembered()) model.theme.value = dark.matches ? 'dark' : 'light';
  });
  effect(() => {
    document.documentElement.dataset.theme = model.theme.value;
  });
  const narrow = matchMedia(NARROW);
  model.narrow.value = narrow.matches;
  narrow.addEventListener('change', () => {
    model.narrow.value = narrow.matches;
  });
}

/** Somebody chose: from now on, whatever the system says. */
export function chooseTheme(theme: model.Theme): void {
  model.theme.value = theme;
  remember(theme);
}
