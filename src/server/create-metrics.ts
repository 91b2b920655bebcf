import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Gate } from './create-gate.ts';
import { readFailure } from './read-failure.ts';
import type { AssistantAnswer, AssistantEvent } from './assistant.ts';

/** What is counted. Labels are names from closed lists, never anything a person wrote. */
export interface Metrics {
  /** @param seconds until the headers of the response were sent */
  countRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  /** Passes the events of an answer through, counting what comes of it. */
  watchAnswer(events: AsyncGenerator<AssistantEvent>): AsyncGenerator<AssistantEvent>;
  countFeedback(kind: string): void;
  /** @param action what governance had done */
  countAppeal(action: string): void;
  /** Everything in Prometheus's text format. */
  print(): Promise<{ readonly text: string; readonly contentType: string }>;
}

/** Makes counters of one server; two servers in one process do not share them. */
export function createMetrics(answers: Gate): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'lionrock_http_requests_total',
    help: 'HTTP requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'lionrock_http_request_seconds',
    help: 'Seconds until the headers of a response were sent.',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60],
    registers,
  });
  const feedback = new Counter({
    name: 'lionrock_feedback_total',
    help: 'Feedback by kind.',
    labelNames: ['kind'],
    registers,
  });
  const appeals = new Counter({
    name: 'lionrock_appeals_total',
    help: 'Appeals that came, by the action appealed against.',
    labelNames: ['action'],
    registers,
  });
  addGauges(answers, registry);
  return {
    countRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status: String(status) });
      requestSeconds.observe({ method, route }, seconds);
    },
    watchAnswer: answerWatcher(registers),
    countFeedback: (kind) => feedback.inc({ kind }),
    countAppeal: (action) => appeals.inc({ action }),
    async print() {
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

function addGauges(answers: Gate, registry: Registry): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  };
  gauge('lionrock_answers_running', 'Answers being written now.', () => answers.running);
  gauge('lionrock_answers_waiting', 'Questions waiting for their turn.', () => answers.waiting);
}

function answerWatcher(registers: Registry[]): Metrics['watchAnswer'] {
  const total = new Counter({
    name: 'lionrock_answers_total',
    help: 'Finished answers by outcome, mode and variety.',
    labelNames: ['outcome', 'mode', 'variety'],
    registers,
  });
  const failed = new Counter({
    name: 'lionrock_answers_failed_total',
    help: 'Answers that were not finished, by error code.',
    labelNames: ['code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'lionrock_answer_seconds',
    help: 'Seconds from the start of an answer to its end.',
    buckets: [0.05, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 180],
    registers,
  });
  const count = ({ outcome, mode, variety }: AssistantAnswer): void => total.inc({ outcome, mode, variety });
  return async function* watch(events) {
    const stop = seconds.startTimer();
    try {
      for await (const event of events) {
        if (event.type === 'answer') {
          stop();
          count(event.answer);
        }
        yield event;
      }
    } catch (error) {
      failed.inc({ code: readFailure(error).code });
      throw error;
    }
  };
}
