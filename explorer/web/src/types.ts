// What the server tells; see explorer/app.py, described.py, answers.py, evidence.py.

export type Role = 'statement' | 'source' | 'thing';

export interface NodeKind {
  name: string;
  definition: string;
  color: string;
  role: Role;
  count: number;
}

export interface EdgeKind {
  name: string;
  definition: string;
  from: string[];
  to: string[];
  color: string | null;
  count: number;
}

export interface Meta {
  nodes: Record<string, NodeKind>;
  edges: Record<string, EdgeKind>;
  vocabularies: Record<string, Record<string, string>>;
  span: { first: string | null; last: string | null };
  snapshot: string | null;
  rebuilding: boolean;
  most_rows: number;
}

export interface Parameter {
  name: string;
  type: 'string' | 'integer' | 'day' | 'boolean' | 'node' | 'nodes' | 'choice';
  help: string;
  required: boolean;
  default: unknown;
  example: string;
  kinds: string[];
  choices: { value: string; help: string }[];
}

export interface Column {
  name: string;
  type: string;
  help: string;
}

export interface Question {
  id: string;
  folder: string;
  title: string;
  question: string;
  parameters: Parameter[];
  columns: Column[];
  view: Record<string, string>;
}

export interface Head {
  question: string;
  title: string;
  columns: Column[];
  query: string;
  parameters: Record<string, unknown>;
  names: Record<string, string>;
  as_of: string;
  limit: number;
  view: Record<string, string>;
  node_kinds: string[];
  edge_kinds: string[];
  snapshot: string | null;
  rebuilding: boolean;
}

export interface Node {
  id: string;
  kind: string;
  name: string;
  day: string;
  note: string;
  hedged: boolean;
}

export interface Edge {
  id: string;
  kind: string;
  from: string;
  to: string;
  note: string;
  basis: string;
  known_on: string;
  articles: string[];
  article_count: number;
}

export type Row = unknown[];

export interface End {
  truncated: boolean;
  rows: number;
  nodes: number;
  edges: number;
  ms: number;
}

export interface Choice {
  name: string;
  kind: string;
  id: string;
  statements: number;
}

export interface Named {
  id: string;
  kind: string;
  name: string;
}

export interface Source {
  id: string;
  title: string | null;
  outlet: string | null;
  published: string | null;
  modified: string | null;
  address: string | null;
  archived: string | null;
  language: string | null;
  rights: string | null;
}

export type Span = [number, number];

export interface Report {
  article: Source;
  words: string;
  form: string;
  act: string;
  cue: string | null;
  cue_span: Span | null;
  speaker_words: string | null;
  speaker_span: Span | null;
  is_hedged: boolean;
  hedge_cue: string | null;
  hedge_span: Span | null;
  start_offset: number;
  end_offset: number;
  spans: (Span | null)[];
  relay: Named[];
  confidence: number;
  basis: string;
  rule: string | null;
  known_on: string;
  sentence: Span;
  context: { start: number; end: number; text: string };
}

export interface Answering {
  id: string;
  text: string;
  act: string;
  day: string;
  is_hedged: boolean;
  signal: string;
  cue: string | null;
  confidence: number;
  speakers: string[];
}

export interface Statement {
  id: string;
  text: string;
  act: string;
  attribution: string;
  said: string | null;
  reported_on: string | null;
  report_count: number;
  source_count: number;
  is_hedged: boolean;
  speakers: (Named & { office: string | null; is_joint: boolean | null })[];
  about: (Named & { stance: string | null; status: string | null })[];
  addressed: Named[];
  reports: Report[];
  answers: Answering[];
  answers_actors: (Named & { cue: string | null })[];
  answered_by: Answering[];
  snapshot: string | null;
}

export interface Article extends Source {
  text: string | null;
  is_read: boolean;
  superseded_on: string | null;
  statements: {
    id: string;
    act: string;
    spans: (Span | null)[];
    start_offset: number;
    end_offset: number;
    is_hedged: boolean;
    speakers: string[];
  }[];
}
