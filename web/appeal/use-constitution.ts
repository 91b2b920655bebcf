import { useState } from 'preact/hooks';
import type { ConstitutionView } from '../../src/server/api-schema.ts';
import { fetchConstitution } from '../api/api-client.ts';
import { type Problem, toProblem } from '../api/problem.ts';

/** The rules in force, once somebody asks for them. */
export interface RequestedConstitution {
  readonly constitution: ConstitutionView | undefined;
  readonly problem: Problem | undefined;
  /** Fetches them, unless they are there. */
  readonly load: () => void;
}

/** Shared by all answers of a page; a failure is not kept. */
let fetched: Promise<ConstitutionView> | undefined;

/** Fetches the constitution when it is asked for. */
export function useConstitution(): RequestedConstitution {
  const [constitution, setConstitution] = useState<ConstitutionView>();
  const [problem, setProblem] = useState<Problem>();
  const load = () => {
    if (constitution !== undefined) return;
    setProblem(undefined);
    fetched ??= fetchConstitution();
    fetched.then(setConstitution, (error: unknown) => {
      fetched = undefined;
      setProblem(toProblem(error));
    });
  };
  return { constitution, problem, load };
}
