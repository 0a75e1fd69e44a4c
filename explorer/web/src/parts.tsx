// Small parts that several panes use.
import type { ComponentChildren } from 'preact';
import * as store from './store';
import { plain, short } from './text';

// A kind has its colour from the schema and its shape from its place there.
const SHAPES = [
  'M-4.3-4.3h8.6v8.6h-8.6z',
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  'M0-5.8L5.8 0L0 5.8L-5.8 0z',
  'M-5.5-2.6h11v5.2h-11z',
  'M0-5.2L5.6 4.4H-5.6z',
  'M-2.8-4.9h5.6L5.6 0L2.8 4.9h-5.6L-5.6 0z',
  'M-1.9-5.6h3.8v3.7h3.7v3.8h-3.7v3.7h-3.8v-3.7h-3.7v-3.8h3.7z',
];

const placeOf = (kind: string) => Object.keys(store.meta.value?.nodes ?? {}).indexOf(kind);

export const shapeOf = (kind: string) => SHAPES[placeOf(kind) % SHAPES.length];

/** How round the box of a kind is in the picture. */
export const roundOf = (kind: string, height: number) =>
  [3, height / 2, 7, 0, 3, 12, 5][placeOf(kind) % SHAPES.length];

export function Dot({ kind }: { kind: string }) {
  const color = store.meta.value?.nodes[kind]?.color ?? 'currentColor';
  return (
    <svg class="dot" viewBox="-6 -6 12 12" style={{ '--kind': color }} aria-hidden="true">
      <path d={shapeOf(kind)} />
    </svg>
  );
}

/** A node as a link to what the answer knows of it. */
export function Chip({ id }: { id: string }) {
  const node = store.answer.value?.nodes.get(id);
  if (!node) return <span class="chip">{store.names.value[id] ?? id}</span>;
  const role = store.meta.value!.nodes[node.kind]?.role;
  const see = `${role === 'statement' ? 'statement' : role === 'source' ? 'article' : 'node'}:${id}`;
  return (
    <a class="chip" href={store.href({ see, line: '', report: '' })} title={node.name}>
      <Dot kind={node.kind} />
      {short(node.name, 60)}
    </a>
  );
}

/** A word of a vocabulary, with its definition from the schema on hover. */
export function Term({ of, word }: { of: string; word: string }) {
  return <span title={store.meta.value?.vocabularies[of]?.[word]}>{plain(word)}</span>;
}

export function Bar({ kind, children }: { kind: string; children: ComponentChildren }) {
  return (
    <div class={`bar ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
