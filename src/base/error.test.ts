import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  LionrockError,
  inputError,
  reportError,
  setupError,
  toLionrockError,
  upstreamError,
} from './error.ts';

const details = { code: 'room.what', message: 'It broke.', cure: 'Mend it.', data: { path: 'x' } };

describe('LionrockError', () => {
  it('says what happened and how to cure it', () => {
    const cause = new Error('inner');
    const error = inputError({ ...details, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'LionrockError',
      message: 'It broke. Mend it.',
      code: 'room.what',
      category: 'input',
      cure: 'Mend it.',
      data: { path: 'x' },
      cause,
    });
  });

  it('needs neither cure nor data nor cause', () => {
    const error = setupError({ code: 'room.what', message: 'It broke.' });
    expect(error).toMatchObject({ message: 'It broke.', cure: '', data: {}, category: 'setup' });
    expect('cause' in error).toBe(false);
    expect(upstreamError(details).category).toBe('upstream');
  });

  it('is known by its mark, also when it comes from another copy of this module', () => {
    expect(LionrockError.isInstance(inputError(details))).toBe(true);
    expect(LionrockError.isInstance({ [Symbol.for('lionrock.error')]: true })).toBe(true);
    for (const other of [new Error('x'), undefined, null, 'text', { code: 'room.what' }]) {
      expect(LionrockError.isInstance(other)).toBe(false);
    }
  });
});

describe('toLionrockError', () => {
  it('leaves ours as they are', () => {
    const error = inputError(details);
    expect(toLionrockError(error)).toBe(error);
  });

  it('keeps the meaning of what the operating system says, with the path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lionrock-error-'));
    const missing = join(folder, 'missing');
    const error: unknown = await open(missing).catch((thrown: unknown) => thrown);
    expect(toLionrockError(error)).toMatchObject({
      code: 'file.not-found',
      category: 'input',
      message: `No such file or folder: ${missing}. Check the path.`,
      cause: error,
    });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['ENOSPC', 'disk.full', 'setup'],
    ['EDQUOT', 'disk.full', 'setup'],
    ['EACCES', 'file.not-permitted', 'input'],
    ['EPERM', 'file.not-permitted', 'input'],
    ['EROFS', 'file.not-permitted', 'setup'],
    ['ENOENT', 'file.not-found', 'input'],
    ['ENOTDIR', 'file.not-found', 'input'],
    ['EADDRINUSE', 'server.port-in-use', 'setup'],
  ])('turns %s into %s', (system, code, category) => {
    const error = toLionrockError(Object.assign(new Error('x'), { code: system }));
    expect(error).toMatchObject({ code, category, data: { systemCode: system } });
    expect(error.cure).not.toBe('');
  });

  it('reads a full disk and a missing right from the words of a native module', () => {
    expect(toLionrockError(new Error('IO error: No space left on device (os error 28)')).code).toBe(
      'disk.full',
    );
    expect(toLionrockError(new Error('Permission denied (os error 13)')).code).toBe('file.not-permitted');
  });

  it('takes everything else for a fault of ours', () => {
    for (const thrown of [new TypeError('x is not a function'), 'text', undefined, { code: 42 }]) {
      expect(toLionrockError(thrown)).toMatchObject({ code: 'internal.unexpected', category: 'internal' });
    }
  });
});

describe('reportError', () => {
  it('tells code, message and category, and nothing of the data', () => {
    expect(reportError(inputError(details))).toEqual({
      code: 'room.what',
      message: 'It broke. Mend it.',
      category: 'input',
    });
  });
});
