/** `ridethrough serve`: the page, on this machine, until Ctrl-C. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { InputError, quote } from '../input-error.ts';
import { serve as servePage } from '../serve.ts';
import { readOptions } from './options.ts';

export async function serve(args: readonly string[]): Promise<number> {
  const options = readOptions(args, { port: 'text' });
  const [unwanted] = options.positionals;
  if (unwanted !== undefined) throw new InputError('serve', quote(unwanted), 'nothing but --port N');
  const port = options.whole('port', 0, 65535);
  if (!existsSync(new URL('../../build/web/index.html', import.meta.url))) throw new Error('the page is not built: npm run build');
  const page = await servePage(port === undefined ? {} : { port });
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  console.log(`the page is at ${page.address} (Ctrl-C ends)`);
  await stopped;
  await page.close();
  return 0;
}
