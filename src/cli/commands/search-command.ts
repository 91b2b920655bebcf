import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { filterLines } from '../filter-lines.ts';
import { gatherNames } from '../gather-names.ts';
import { parseCount } from '../parse-count.ts';
import { formatHits } from '../print-hits.ts';
import { readInput } from '../read-input.ts';
import { type Cli, type Run, act } from '../run-command.ts';

interface SearchOptions {
  readonly k: number;
  readonly collection?: readonly string[];
  readonly jsonl?: boolean;
}

/** Adds `search`, to the program and to `knowledge` alike: the passages nearest to a query. */
export function addSearchCommand(parent: Command, cli: Cli): void {
  const group = parent.parent === null ? '' : `${parent.name()} `;
  describeCommand(parent.command('search [query]'), {
    about: 'find the passages that a question is about',
    more: 'Any variety finds sources in any other. Without a query, reads one from stdin.',
    example: `lionrock ${group}search "minimum wage" -k 3`,
  })
    .option('-k <n>', 'number of passages, 1 to 1000', parseCount, 5)
    .option(
      '--collection <name>',
      'search this collection only; may be given again (default: all)',
      gatherNames,
    )
    .option('--jsonl', 'filter: {id, query} lines in, {id, hits} lines out')
    .action(act(cli, search));
}

async function search(run: Run, options: SearchOptions, query?: string): Promise<ExitCode | undefined> {
  const { k: limit, collection, jsonl } = options;
  const { signal } = run.io;
  const common = { limit, signal, ...(collection !== undefined && { collections: collection }) };
  const text = jsonl === true ? undefined : await readInput(run.io, query);
  return run.withWorkspace(async (workspace) => {
    const { searchKnowledge } = await import('../../app/index.ts');
    if (text === undefined) {
      return filterLines(run.io, {
        field: 'query',
        handle: (each) => searchKnowledge(workspace, { ...common, query: each }),
      });
    }
    const found = await searchKnowledge(workspace, { ...common, query: text });
    if (run.json) await run.printJson(found);
    else await run.print(formatHits(found));
    return undefined;
  });
}
