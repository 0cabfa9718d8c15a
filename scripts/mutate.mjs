// `npm run mutate [-- --files NAME,... --sample N --all-cases]`: the mutation check of the firmware; what it does, its file says.
import './install.mjs';
import { runScript } from './run.mjs';

process.exit(runScript('tests/mutation/mutate.ts', process.argv.slice(2)));
