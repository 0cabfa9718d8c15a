import './language.ts';
import { render } from 'preact';
import './styles/theme.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/parameters.css';
import './styles/readout.css';
import './styles/log.css';
import './styles/narrow.css';
import { App } from './App.tsx';
import { begin } from './begin.ts';
import { listen } from './keys.ts';

render(<App />, document.getElementById('app') as HTMLElement);
listen();
void begin();
