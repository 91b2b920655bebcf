import { describe, expect, it } from 'vitest';
import { createExclusiveResource } from './exclusive-resource.ts';

function createCounting(open: (count: number) => Promise<string> = async (count) => `resource ${count}`) {
  const log: string[] = [];
  let opened = 0;
  const resource = createExclusiveResource<string>({
    open: () => {
      opened += 1;
      log.push('open');
      return open(opened);
    },
    close: async (value) => void log.push(`close ${value}`),
    closedError: () => new Error('closed'),
  });
  return { resource, log };
}

describe('createExclusiveResource', () => {
  it('opens once, at the first use, and closes after the tasks that came before', async () => {
    const { resource, log } = createCounting();
    expect(log).toEqual([]);
    const uses = ['a', 'b'].map((name) =>
      resource.use(async (value) => void log.push(`${name} uses ${value}`)),
    );
    const closing = resource.close();
    await Promise.all([...uses, closing]);
    expect(log).toEqual(['open', 'a uses resource 1', 'b uses resource 1', 'close resource 1']);
    await expect(resource.use(async () => 'late')).rejects.toThrow('closed');
  });

  it('tries to open again after a failure', async () => {
    const { resource } = createCounting(async (count) => {
      if (count === 1) throw new Error('not yet');
      return 'there';
    });
    await expect(resource.use(async (value) => value)).rejects.toThrow('not yet');
    expect(await resource.use(async (value) => value)).toBe('there');
  });

  it('closes without having been opened', async () => {
    const { resource, log } = createCounting();
    await resource.close();
    expect(log).toEqual([]);
  });
});
