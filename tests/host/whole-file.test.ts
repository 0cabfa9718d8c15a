import { lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../host/input-error.ts';
import { WholeFile } from '../../host/output/whole-file.ts';
import { scratch } from '../support/command.ts';

const files = scratch();

describe('WholeFile', () => {
  it('is there only when it is whole, and then without a trace of how', () => {
    const file = new WholeFile(files.path('a.csv'), '--out');
    file.write('first ');
    file.write('µ second');
    expect(files.files()).not.toContain('a.csv');
    file.commit();
    file.discard();
    expect(files.files()).toEqual(['a.csv']);
    expect(readFileSync(files.path('a.csv'), 'utf8')).toBe('first µ second');
  });

  it('keeps what was there before until it is whole, or for good', () => {
    files.write('a.csv', 'before');
    const file = new WholeFile(files.path('a.csv'), '--out');
    file.write('after');
    expect(readFileSync(files.path('a.csv'), 'utf8')).toBe('before');
    file.discard();
    file.discard();
    expect(readFileSync(files.path('a.csv'), 'utf8')).toBe('before');
    expect(files.files()).toEqual(['a.csv']);
  });

  it('writes where a link points to', () => {
    files.write('target.csv', 'before');
    symlinkSync(files.path('target.csv'), files.path('link.csv'));
    const file = new WholeFile(files.path('link.csv'), '--out');
    file.write('after');
    file.commit();
    expect(lstatSync(files.path('link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(files.path('target.csv'), 'utf8')).toBe('after');
  });

  it('refuses a folder, a device, and a place in something that is no folder', () => {
    mkdirSync(files.path('folder.csv'));
    files.write('file', '');
    const before = files.files();
    for (const [name, why] of [
      [files.path('folder.csv'), 'EISDIR'],
      [files.path('file/a.csv'), 'ENOTDIR'],
      [files.path('none/a.csv'), 'ENOENT'],
    ] as const) {
      expect(() => new WholeFile(name, '--out')).toThrow(InputError);
      expect(() => new WholeFile(name, '--out')).toThrow(why);
    }
    expect(files.files()).toEqual(before);
  });
});
