/** What the program's exit code says. */
export const exitCodes = {
  done: 0,
  /** A defect of ours. */
  internal: 1,
  /** The caller can mend it: input, setup, or a service that was called. */
  fixable: 2,
  /** A gate was not met. */
  gateNotMet: 3,
  /** Stopped by the caller; what was finished is kept. */
  interrupted: 130,
} as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
