import { access, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SavedUpload, saveUpload } from './save-upload.ts';

const mega = 1024 * 1024;

async function save(form: FormData, largestFile = mega, signal?: AbortSignal): Promise<SavedUpload> {
  const response = new Response(form);
  return saveUpload({
    body: response.body!,
    contentType: response.headers.get('content-type') ?? '',
    largestFile,
    signal: signal ?? new AbortController().signal,
  });
}

function filesOf(...sizes: readonly number[]): FormData {
  const form = new FormData();
  for (const [index, size] of sizes.entries())
    form.append('file', new File([new Uint8Array(size)], `${index}.pdf`));
  return form;
}

describe('saveUpload', () => {
  it('keeps the content and the ending under a name of its own, for this user only', async () => {
    const form = new FormData();
    form.append('note', 'not a file');
    form.append('file', new File(['內容'], '../../租約.PDF'));
    const { files, remove } = await save(form);
    const [file] = files;
    expect(files).toHaveLength(1);
    expect(file?.name).toBe('租約.PDF');
    expect(file?.path).toMatch(/lionrock-upload-\w+[/\\]0\.PDF$/);
    expect(await readFile(file!.path, 'utf8')).toBe('內容');
    expect((await stat(file!.path)).mode & 0o077).toBe(0);
    expect((await stat(dirname(file!.path))).mode & 0o077).toBe(0);
    await remove();
    await expect(access(dirname(file!.path))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('takes a file of just the limit, and not one byte more', async () => {
    const { files, remove } = await save(filesOf(mega));
    expect((await stat(files[0]!.path)).size).toBe(mega);
    await remove();
    await expect(save(filesOf(mega + 1))).rejects.toMatchObject({ code: 'server.upload-too-large' });
  });

  it('bounds what all files measure together, and how many they are', async () => {
    const ten = Array.from({ length: 10 }, () => 1000);
    const { files, remove } = await save(filesOf(...ten), 1000);
    expect(files).toHaveLength(10);
    await remove();
    await expect(save(filesOf(...ten, 1), 1000)).rejects.toMatchObject({ code: 'server.upload-too-large' });
    const many = Array.from({ length: 101 }, () => 1);
    await expect(save(filesOf(...many))).rejects.toMatchObject({ code: 'server.invalid-request' });
  });

  it('stops when the client has gone', async () => {
    await expect(save(filesOf(10), mega, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
