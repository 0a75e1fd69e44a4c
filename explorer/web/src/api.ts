// Talks to the server: JSON, and answers as lines of NDJSON.
import type { Choice } from './types';

export class Failure extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly choices: Choice[] = [],
    readonly parameter = '',
    readonly given = '',
  ) {
    super(message);
  }
}

const path = (id: string) => id.split('/').map(encodeURIComponent).join('/');

export const address = {
  meta: 'api/meta',
  questions: 'api/questions',
  statement: (id: string, asOf: string) =>
    `api/statement/${path(id)}${asOf ? `?as_of=${encodeURIComponent(asOf)}` : ''}`,
  article: (id: string) => `api/article/${path(id)}`,
  find: (text: string, kinds: string[]) =>
    `api/find?q=${encodeURIComponent(text)}&kinds=${kinds.map(encodeURIComponent).join(',')}`,
  ask: (id: string, given: Record<string, string[]>) => {
    const query = new URLSearchParams();
    for (const [name, values] of Object.entries(given))
      for (const value of values) query.append(name, value);
    return `api/ask/${path(id)}?${query}`;
  },
};

async function reach(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Failure('The server does not answer. Is it still running?', 0);
  }
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Failure(
    told.error ?? `The server refused (${answer.status}).`,
    answer.status,
    told.choices ?? [],
    told.parameter ?? '',
    told.given ?? '',
  );
}

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  return (await reach(url, { signal: signal ?? null })).json() as Promise<T>;
}

export async function text(url: string, accept: string): Promise<string> {
  return (await reach(url, { headers: { accept } })).text();
}

/** The parts of a stream, one after the other, as they come. */
export async function* parts(url: string, signal: AbortSignal): AsyncGenerator<any> {
  const answer = await reach(url, { signal, headers: { accept: 'application/x-ndjson' } });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ?? '')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line) yield JSON.parse(line);
    if (done) break;
  }
  if (rest) yield JSON.parse(rest);
}
