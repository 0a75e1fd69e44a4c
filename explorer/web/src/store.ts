// All state of the page. Components read these signals and call these functions.
import { computed, effect, signal, untracked } from '@preact/signals';
import { address, Failure, get, parts } from './api';
import { fold } from './fold';
import { EMPTY, format, parse, seen, type Link } from './link';
import type { Article, Choice, Edge, End, Head, Meta, Node, Question, Row, Statement } from './types';

export const meta = signal<Meta | null>(null);
export const questions = signal<Question[]>([]);
export const broken = signal('');

// ---------------------------------------------------------------- the link
export const link = signal<Link>(parse(location.hash));

/** The address of the page with something changed; what stands in it is then shown. */
export const href = (change: Partial<Link>) => format({ ...link.value, ...change });

export function go(change: Partial<Link>, { replace = false } = {}): void {
  const next = { ...link.value, ...change };
  const hash = format(next);
  if (hash !== location.hash && `${hash}` !== '#')
    history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  link.value = next;
}

addEventListener('hashchange', () => (link.value = parse(location.hash)));
addEventListener('popstate', () => (link.value = parse(location.hash)));

// ---------------------------------------------------------------- the form
/** The question whose form is open, and what is filled in. */
export const open = signal(link.value.ask);
export const fields = signal<Record<string, string[]>>(link.value.given);
/** Names of nodes by id, gathered from everything that told one. */
export const names = signal<Record<string, string>>({});
export const isDrawerOpen = signal(false);

export function choose(id: string): void {
  if (open.value === id) open.value = '';
  else {
    open.value = id;
    fields.value = id === link.value.ask ? link.value.given : {};
  }
}

export function fill(name: string, values: string[]): void {
  fields.value = { ...fields.value, [name]: values };
}

export function learn(told: Record<string, string>): void {
  names.value = { ...names.value, ...told };
}

/** Ask the question whose form is open, with what is filled in. */
export function submit(): void {
  ask(open.value, fields.value);
}

export function ask(id: string, given: Record<string, string[]>): void {
  const kept: Record<string, string[]> = {};
  for (const [name, values] of Object.entries(given)) {
    const filled = values.map((value) => value.trim()).filter(Boolean);
    if (filled.length) kept[name] = filled;
  }
  const isSame = JSON.stringify([id, kept]) === asked.peek();
  isDrawerOpen.value = false;
  go({ ...EMPTY, ask: id, given: kept, tab: id === link.value.ask ? link.value.tab : '' });
  if (isSame) void run(id, kept);
}

// ---------------------------------------------------------------- the answer
export interface Answer {
  head: Head;
  nodes: Map<string, Node>;
  edges: Edge[];
  rows: Row[];
  end: End | null;
}

export interface Problem {
  message: string;
  status: number;
  choices: Choice[];
  parameter: string;
  given: string;
}

export const answer = signal<Answer | null>(null);
export const isRunning = signal(false);
export const problem = signal<Problem | null>(null);

const asked = computed(() => JSON.stringify([link.value.ask, link.value.given]));
let running: AbortController | null = null;

async function run(id: string, given: Record<string, string[]>): Promise<void> {
  running?.abort();
  const mine = (running = new AbortController());
  isRunning.value = true;
  problem.value = null;
  try {
    let next: Answer | null = null;
    let order: Node[] = [];
    for await (const part of parts(address.ask(id, given), mine.signal)) {
      if (part.part === 'head') {
        next = { head: part, nodes: new Map(), edges: [], rows: [], end: null };
        order = [];
        learn(part.names);
      } else if (part.part === 'names') {
        learn(part.names);
      } else if (next && part.part === 'nodes') {
        const kinds = next.head.node_kinds;
        part.id.forEach((key: string, i: number) => {
          const node: Node = {
            id: key,
            kind: kinds[part.kind[i]]!,
            name: part.name[i],
            day: part.day[i],
            note: part.note[i],
            hedged: part.hedged[i],
          };
          order.push(node);
          next!.nodes.set(key, node);
        });
      } else if (next && part.part === 'edges') {
        const kinds = next.head.edge_kinds;
        part.id.forEach((key: string, i: number) =>
          next!.edges.push({
            id: key,
            kind: kinds[part.kind[i]]!,
            from: order[part.from[i]]!.id,
            to: order[part.to[i]]!.id,
            note: part.note[i],
            basis: part.basis[i],
            known_on: part.known_on[i],
            articles: part.articles[i],
            article_count: part.article_count[i],
          }),
        );
      } else if (next && part.part === 'rows') {
        for (let i = 0; i < part.count; i++) next.rows.push(part.values.map((v: Row) => v[i]));
      } else if (next && part.part === 'end') {
        next.end = part;
      } else if (part.part === 'error') {
        problem.value = { message: part.error, status: 503, choices: [], parameter: '', given: '' };
      }
      if (next) answer.value = { ...next };
    }
    if (next && !next.end) throw new Failure('The answer broke off before its end.', 0);
  } catch (error) {
    if (mine.signal.aborted) return;
    const { message, status = 0, choices = [], parameter = '', given: name = '' } = error as Failure;
    problem.value = { message, status, choices, parameter, given: name };
  }
  if (running === mine) {
    running = null;
    isRunning.value = false;
  }
}

/** Put one of the nodes offered in place of the name that fits several, and ask again. */
export function settle(choice: Choice): void {
  const { parameter, given } = problem.value!;
  learn({ [choice.id]: choice.name });
  const values = link.value.given[parameter] ?? [];
  const next = values.map((value) => (value === given.trim() ? choice.id : value));
  open.value = link.value.ask;
  fields.value = { ...link.value.given, [parameter]: next };
  submit();
}

export const retry = () => void run(link.value.ask, link.value.given);

export const question = computed(() => questions.value.find((one) => one.id === link.value.ask));

/** The answer on screen is to the question in the link. */
export const isCurrent = computed(() => answer.value?.head.question === link.value.ask);

export const tabs = computed(() => {
  const view = answer.value?.head.view ?? {};
  return view.day ? ['table', 'graph', 'timeline'] : ['table', 'graph'];
});

export const tab = computed(() => {
  if (tabs.value.includes(link.value.tab)) return link.value.tab;
  const as = answer.value?.head.view.as ?? '';
  return as === 'paths' || as === 'graph' ? 'graph' : tabs.value.includes(as) ? as : 'table';
});

export const drawing = computed(() => {
  if (!answer.value || !meta.value) return null;
  return fold(answer.value.nodes, answer.value.edges, meta.value, link.value.show.split(','));
});

/** Who said each statement of the answer, by its edges. */
export const speakers = computed(() => {
  const found = new Map<string, string[]>();
  const { nodes, edges } = answer.value ?? { nodes: new Map<string, Node>(), edges: [] };
  const role = (id: string) => meta.value?.nodes[nodes.get(id)?.kind ?? '']?.role;
  for (const { from, to } of edges)
    if (role(to) === 'statement' && role(from) === 'thing')
      found.set(to, [...(found.get(to) ?? []), from]);
  return found;
});

/** How large the picture is: times its own size, or one of these. */
export const AUTO = -1;
export const FIT = 0;
export const zoom = signal(AUTO);

export const column = (name: string) =>
  answer.value ? answer.value.head.columns.findIndex((one) => one.name === name) : -1;

/** What the evidence panel shows for a row: its statement, else its place in an article. */
export function seeRow(row: Row): string {
  const { head, nodes } = answer.value!;
  const kinds = meta.value!.nodes;
  for (const [i, one] of head.columns.entries()) {
    const node = one.type === 'node' ? nodes.get(row[i] as string) : undefined;
    if (node && kinds[node.kind]?.role === 'statement') return `statement:${node.id}`;
  }
  const place = ['article', 'start_offset', 'end_offset'].map((name) => row[column(name)]);
  if (place.every((value) => value !== undefined && value !== null && value !== ''))
    return `article:${place[0]}@${place[1]}-${place[2]}`;
  const edges = head.columns.findIndex((one) => one.type === 'edges');
  const ids = edges < 0 ? [] : [row[edges]].flat().filter(Boolean);
  return ids.length === 1 ? `edge:${ids[0]}` : '';
}

// ---------------------------------------------------------------- the evidence
export type Evidence =
  | { status: 'none' | 'loading' }
  | { status: 'error'; message: string }
  | { status: 'statement'; statement: Statement }
  | { status: 'article'; article: Article };

export const evidence = signal<Evidence>({ status: 'none' });
const fetched = new Map<string, Evidence>();

async function look(see: string, asOf: string): Promise<void> {
  const { panel, id } = seen(see);
  if (panel !== 'statement' && panel !== 'article') {
    evidence.value = { status: 'none' };
    return;
  }
  const url = panel === 'statement' ? address.statement(id, asOf) : address.article(id);
  const known = fetched.get(url);
  if (!known) evidence.value = { status: 'loading' };
  const told = known ?? (await get<any>(url).then(
    (found): Evidence =>
      panel === 'statement'
        ? { status: 'statement', statement: found }
        : { status: 'article', article: found },
    (error): Evidence => ({ status: 'error', message: error.message }),
  ));
  if (told.status !== 'error') fetched.set(url, told);
  if (link.value.see === see) evidence.value = told;
}

// ---------------------------------------------------------------- theme, beginning
export const theme = signal(recall());

function recall(): string {
  try {
    return localStorage.getItem('theme') ?? 'auto';
  } catch {
    return 'auto'; // storage may be forbidden
  }
}

export function begin(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    try {
      localStorage.setItem('theme', theme.value);
    } catch {
      // the choice lasts as long as the page
    }
  });
  Promise.all([get<Meta>(address.meta), get<{ questions: Question[] }>(address.questions)]).then(
    ([told, list]) => {
      meta.value = told;
      questions.value = list.questions;
      effect(() => {
        const [id, given] = JSON.parse(asked.value);
        if (!id) return;
        untracked(() => {
          open.value = id;
          fields.value = given;
        });
        void untracked(() => run(id, given));
      });
      const see = computed(() => link.value.see);
      const asOf = computed(() => answer.value?.head.as_of ?? '');
      effect(() => void look(see.value, asOf.value));
    },
    (error) => (broken.value = error.message),
  );
}
