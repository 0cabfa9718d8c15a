/** `npm run build [-- TARGET...]`: builds what is stale of the named targets, of all of them without a name. */
import { build, targets } from './targets.ts';

const names = process.argv.slice(2);
await build(names.length > 0 ? names : Object.keys(targets));
