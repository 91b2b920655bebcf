import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { gatherNames } from '../gather-names.ts';
import {
  formatDocuments,
  formatIngestOutcome,
  formatPullOutcome,
  formatStatus,
  ingestRecord,
} from '../print-knowledge.ts';
import { type Cli, type Run, act } from '../run-command.ts';
import { addSearchCommand } from './search-command.ts';

/** Adds `knowledge`: what the assistant can answer from. */
export function addKnowledgeCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('knowledge'), {
    about: 'add, find, list and remove the documents that answers come from',
    example: 'lionrock knowledge add handbook.pdf notes/',
  });
  addAddCommand(group, cli);
  addSearchCommand(group, cli);
  addListCommand(group, cli);
  addRemoveCommand(group, cli);
  addPullCommand(group, cli);
  addStateCommands(group, cli);
}

interface AddOptions {
  readonly collection?: string;
  readonly encoding?: string;
}

function addAddCommand(group: Command, cli: Cli): void {
  describeCommand(group.command('add <source...>'), {
    about: 'add files, folders or web addresses',
    more:
      'Reads PDF, HTML, DOCX, Markdown, text, CSV, JSON, JSON Lines, legislation in XML, RSS and Atom. ' +
      'Adding the same again changes nothing; a new version replaces the old one. ' +
      'Stopped at any moment, the same command finishes the job. With --json, one line for each document.',
    example: 'lionrock knowledge add handbook.pdf https://example.org/rules.html --collection house',
  })
    .option('--collection <name>', 'collection they belong to (default: local)')
    .option(
      '--encoding <name>',
      'encoding of text files, such as big5-hkscs (default: found from the content)',
    )
    .action(act(cli, add));
}

async function add(run: Run, options: AddOptions, sources: readonly string[]): Promise<ExitCode> {
  return run.withWorkspace(async (workspace) => {
    const { addKnowledge, defaultCollection, parseCollection } = await import('../../app/index.ts');
    const { collection = defaultCollection, encoding } = options;
    return run.withProgress(async (display) => {
      let failed = false;
      const outcomes = addKnowledge(workspace, {
        sources,
        collection: parseCollection(collection),
        report: display.report,
        signal: run.io.signal,
        ...(encoding !== undefined && { reading: { encoding } }),
      });
      for await (const outcome of outcomes) {
        failed ||= outcome.outcome === 'failed';
        display.clear();
        if (run.json) await run.printJson(ingestRecord(outcome));
        else await run.print(formatIngestOutcome(outcome));
      }
      return failed ? exitCodes.fixable : exitCodes.done;
    });
  });
}

interface CollectionsOptions {
  readonly collection?: readonly string[];
}

function addListCommand(group: Command, cli: Cli): void {
  describeCommand(group.command('list'), {
    about: 'list the documents',
    example: 'lionrock knowledge list --collection local',
  })
    .option(
      '--collection <name>',
      'list this collection only; may be given again (default: all)',
      gatherNames,
    )
    .action(act(cli, list));
}

async function list(run: Run, { collection }: CollectionsOptions): Promise<undefined> {
  await run.withWorkspace(async (workspace) => {
    const { listDocuments } = await import('../../app/index.ts');
    const documents = await listDocuments(workspace, collection);
    if (run.json) await run.printJson(documents);
    else await run.print(formatDocuments(documents));
  });
}

interface RemoveOptions {
  readonly collection?: string;
}

function addRemoveCommand(group: Command, cli: Cli): void {
  describeCommand(group.command('remove <id...>'), {
    about: 'remove documents, named by the ids of `knowledge list`',
    example: 'lionrock knowledge remove handbook.pdf --collection house',
  })
    .option('--collection <name>', 'collection they belong to (default: local)')
    .action(act(cli, remove));
}

async function remove(run: Run, options: RemoveOptions, documentIds: readonly string[]): Promise<undefined> {
  await run.withWorkspace(async (workspace) => {
    const { defaultCollection, removeDocuments } = await import('../../app/index.ts');
    const { collection = defaultCollection } = options;
    const removed = await removeDocuments(workspace, { collection, documentIds });
    if (run.json) await run.printJson({ removed });
    else await run.print(`Removed ${removed} of ${documentIds.length} from ${collection}.`);
  });
}

function addPullCommand(group: Command, cli: Cli): void {
  describeCommand(group.command('pull [source...]'), {
    about: 'fetch the official sources of the region, those it names as default or the ones given',
    more: 'What was fetched already is only asked for changes. With --json, one line for each source.',
    example: 'lionrock knowledge pull',
  }).action(act(cli, pull));
}

async function pull(run: Run, _options: object, ids: readonly string[]): Promise<ExitCode> {
  return run.withWorkspace(async (workspace) => {
    const { pullKnowledge } = await import('../../app/index.ts');
    return run.withProgress(async (display) => {
      let pulled = 0;
      let failed = false;
      const request = { report: display.report, signal: run.io.signal, ...(ids.length > 0 && { ids }) };
      for await (const outcome of pullKnowledge(workspace, request)) {
        pulled += 1;
        failed ||= outcome.outcome === 'failed';
        display.clear();
        if (run.json) await run.printJson(outcome);
        else await run.print(formatPullOutcome(outcome));
      }
      if (pulled === 0) await run.note('The region names no source to be fetched by default.');
      return failed ? exitCodes.fixable : exitCodes.done;
    });
  });
}

function addStateCommands(group: Command, cli: Cli): void {
  describeCommand(group.command('status'), {
    about: 'count documents, passages and vectors',
    example: 'lionrock knowledge status',
  }).action(act(cli, status));
  describeCommand(group.command('embed'), {
    about: 'compute the vectors that are missing, with the embedding model',
    more: 'Stopped at any moment, the same command goes on.',
    example: 'lionrock knowledge embed',
  }).action(act(cli, embed));
}

async function status(run: Run): Promise<undefined> {
  await run.withWorkspace(async (workspace) => {
    const { knowledgeStatus } = await import('../../app/index.ts');
    const found = await knowledgeStatus(workspace);
    if (run.json) await run.printJson(found);
    else await run.print(formatStatus(found));
  });
}

async function embed(run: Run): Promise<undefined> {
  await run.withWorkspace(async (workspace) => {
    const { embedKnowledge, knowledgeStatus } = await import('../../app/index.ts');
    const { signal } = run.io;
    await run.withProgress(({ report }) => embedKnowledge(workspace, { report, signal }));
    const found = await knowledgeStatus(workspace);
    if (run.json) await run.printJson(found);
    else await run.print(formatStatus(found));
  });
}
