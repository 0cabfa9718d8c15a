/** A file that appears whole or not at all: written beside its place under another name, then renamed. */
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError, quote } from '../input-error.ts';

export class WholeFile {
  private readonly target: string;
  private readonly part: string;
  private readonly descriptor: number;
  private open = true;

  /** Throws `InputError`, naming `path`, when the file could not be written there; then there is nothing. */
  constructor(
    file: string,
    private readonly path: string,
  ) {
    this.target = this.attempt(() => place(file), file);
    this.part = join(dirname(this.target), `.${basename(this.target)}.${process.pid}.part`);
    this.descriptor = this.attempt(() => openSync(this.part, 'wx'), file);
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += this.attempt(() => writeSync(this.descriptor, bytes, done), this.target);
  }

  /** Now it is there. */
  commit(): void {
    this.open = false;
    this.attempt(() => {
      closeSync(this.descriptor);
      renameSync(this.part, this.target);
    }, this.target);
  }

  /** Leaves nothing behind, unless it was committed. */
  discard(): void {
    if (!this.open) return;
    this.open = false;
    closeSync(this.descriptor);
    rmSync(this.part, { force: true });
  }

  private attempt<T>(work: () => T, file: string): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof InputError) throw error;
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      throw new InputError(this.path, quote(file), `a file in a folder that can be written (${code})`);
    }
  }
}

/** Where the file really lies; an existing one must be a regular file. */
function place(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return file;
  if (!found.isFile()) throw Object.assign(new Error(), { code: found.isDirectory() ? 'EISDIR' : 'not a regular file' });
  // renaming would replace even a file that may not be written
  closeSync(openSync(file, 'r+'));
  return realpathSync(file);
}
