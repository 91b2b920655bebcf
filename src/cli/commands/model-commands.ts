import type { Command } from 'commander';
import { describeCommand } from '../describe-command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatChoice, formatModels, formatPulled, formatTest } from '../print-models.ts';
import { type Cli, type Run, act } from '../run-command.ts';

/** Adds `model`: the models that run on this machine. */
export function addModelCommands(program: Command, cli: Cli): void {
  const group = describeCommand(program.command('model'), {
    about: 'fetch, list, choose and test models',
    example: 'lionrock model list',
  });
  describeCommand(group.command('pull [id...]'), {
    about: 'fetch models to this machine, the chosen ones or those given',
    more: 'Each file is refused unless its SHA-256 is the pinned one. Stopped at any moment, the same command goes on.',
    example: 'lionrock model pull multilingual-e5-small',
  }).action(act(cli, pull));
  describeCommand(group.command('list'), {
    about: 'list the models that can be fetched, and which are here and in use',
    example: 'lionrock model list',
  }).action(act(cli, list));
  describeCommand(group.command('use <id>'), {
    about: 'choose a model: an id of `model list`, the path of a GGUF chat model, or `none`',
    more: '`none` does without a chat model: answers then quote their sources. The choice is kept in the home folder.',
    example: 'lionrock model use none',
  }).action(act(cli, use));
  describeCommand(group.command('test [id]'), {
    about: 'check the file of a model and run one smoke prompt, for the chosen models or the one given',
    example: 'lionrock model test multilingual-e5-small',
  }).action(act(cli, test));
}

async function pull(run: Run, _options: object, ids: readonly string[]): Promise<undefined> {
  const config = await run.loadConfig();
  const { fetchModels } = await import('../../app/index.ts');
  await run.withProgress(async (display) => {
    const request = { report: display.report, signal: run.io.signal, ...(ids.length > 0 && { ids }) };
    for await (const pulled of fetchModels(config, request)) {
      display.clear();
      if (run.json) await run.printJson(pulled);
      else await run.print(formatPulled(pulled));
    }
  });
}

async function list(run: Run): Promise<undefined> {
  const config = await run.loadConfig();
  const { listModels } = await import('../../app/index.ts');
  const models = await listModels(config);
  if (run.json) await run.printJson(models);
  else await run.print(formatModels(models));
}

async function use(run: Run, _options: object, id: string): Promise<undefined> {
  const config = await run.loadConfig();
  const { useModel } = await import('../../app/index.ts');
  const choice = await useModel(config, id);
  if (run.json) await run.printJson(choice);
  else await run.print(formatChoice(choice));
}

async function test(run: Run, _options: object, id?: string): Promise<ExitCode> {
  const config = await run.loadConfig();
  const { testModels } = await import('../../app/index.ts');
  let passed = true;
  for await (const result of testModels(config, id, run.io.signal)) {
    passed &&= result.passed;
    if (run.json) await run.printJson(result);
    else await run.print(formatTest(result));
  }
  return passed ? exitCodes.done : exitCodes.gateNotMet;
}
