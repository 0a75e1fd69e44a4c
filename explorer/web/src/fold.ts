// From the nodes and edges of an answer to what is drawn.
//
// A statement is a thing of its own in the graph: speaker → statement → topic. Drawn so, a hundred
// statements hide the ten who spoke. So a statement is folded into the lines that go through it:
// from its speaker to whatever it is about, addressed to, or answers, and the line knows its
// statements. Every such line is two edges of the graph, or three where an answer leads to its
// speaker. A statement whose speaker is not told, or that leads nowhere in this answer, stays.
import type { Edge, Meta, Node } from './types';

export interface Line {
  key: string;
  from: string;
  to: string;
  kind: string;
  statements: string[];
  edges: Edge[];
}

export interface Drawing {
  nodes: Node[];
  lines: Line[];
  /** Nodes that are left out because there are too many to read. */
  hidden: number;
}

export const MOST = 300;

export function fold(
  nodes: Map<string, Node>,
  edges: Edge[],
  meta: Meta,
  show: string[],
): Drawing {
  const role = (id: string) => meta.nodes[nodes.get(id)!.kind]!.role;
  const isShown = (id: string) => role(id) !== 'source' || show.includes('sources');
  const drawn = edges.filter((edge) => isShown(edge.from) && isShown(edge.to));
  const isFolded = show.includes('statements') ? () => false : (id: string) => folded.has(id);

  const speakers = new Map<string, Edge[]>();
  const onward = new Map<string, Edge[]>();
  for (const edge of drawn) {
    if (role(edge.to) === 'statement' && role(edge.from) === 'thing') add(speakers, edge.to, edge);
    if (role(edge.from) === 'statement') add(onward, edge.from, edge);
  }
  const answered = new Set(
    drawn.filter((e) => role(e.from) === 'statement' && role(e.to) === 'statement').map((e) => e.to),
  );
  const folded = new Set(
    [...speakers.keys()].filter((id) => onward.has(id) || answered.has(id)),
  );

  const lines = new Map<string, Line>();
  const put = (from: string, to: string, edge: Edge, statement: string | null) => {
    const key = `${from}|${to}|${edge.kind}`;
    const line = lines.get(key) ?? { key, from, to, kind: edge.kind, statements: [], edges: [] };
    if (statement && !line.statements.includes(statement)) line.statements.push(statement);
    line.edges.push(edge);
    lines.set(key, line);
  };
  for (const edge of drawn) {
    const said = [edge.from, edge.to].find((id) => role(id) === 'statement') ?? null;
    if (isFolded(edge.to) && role(edge.from) === 'thing') continue; // its speaker's, drawn onward
    const starts = isFolded(edge.from) ? speakers.get(edge.from)!.map((e) => e.from) : [edge.from];
    const ends = isFolded(edge.to) ? speakers.get(edge.to)!.map((e) => e.from) : [edge.to];
    for (const from of starts) for (const to of ends) put(from, to, edge, said);
  }

  const kept = [...nodes.values()].filter((node) => isShown(node.id) && !isFolded(node.id));
  const degree = new Map<string, number>();
  for (const line of lines.values())
    for (const end of [line.from, line.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const shown = kept
    .sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || order(a.id, b.id))
    .slice(0, MOST)
    .sort((a, b) => order(a.id, b.id));
  const isDrawn = new Set(shown.map((node) => node.id));
  for (const line of lines.values())
    line.statements.sort(
      (a, b) => order(nodes.get(b)?.day ?? '', nodes.get(a)?.day ?? '') || order(a, b),
    );
  return {
    nodes: shown,
    lines: [...lines.values()]
      .filter((line) => isDrawn.has(line.from) && isDrawn.has(line.to))
      .sort((a, b) => order(a.key, b.key)),
    hidden: kept.length - shown.length,
  };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** By code unit: the same everywhere, whatever the language of the browser. */
export const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
