// The answer as a table. Ids are shown as names; what every row leaves empty is named below.
import { Chip } from './parts';
import * as store from './store';
import { capital, plain } from './text';
import type { Column, Row } from './types';

const CHIPS = 4;

export function TableView() {
  const { head, nodes, rows } = store.answer.value!;
  const kinds = store.meta.value!.nodes;
  const all = head.columns.map((column, at) => ({ ...column, at }));
  const ids = new Set(all.filter((one) => one.type.startsWith('node')).map((one) => one.name));
  const isEmpty = (at: number) => rows.every((row) => emptied(row[at]));
  const isBehind = (one: { name: string; type: string; at: number }) => {
    // The name beside an id, offsets, and ids that the row itself stands for.
    const base = one.name.replace(/_names?$/, '');
    if (base !== one.name && [base, `${base}s`, `${base}es`].some((id) => ids.has(id))) return true;
    if (one.type === 'edges' || /_offset$/.test(one.name)) return true;
    const id = rows.flatMap((row) => row[one.at] as string | string[]).find(Boolean);
    const role = one.type.startsWith('node') && id ? kinds[nodes.get(id)?.kind ?? '']?.role : '';
    return one.type === 'node' && (role === 'statement' || role === 'source');
  };
  const kept = all.filter((one) => !isBehind(one));
  const shown = inOrder(kept.filter((one) => !isEmpty(one.at)));
  const empty = kept.filter((one) => isEmpty(one.at)).map((one) => plain(one.name));
  const lead = shown.find((one) => one.type === 'text') ?? shown[0];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
      <table>
        <caption class="hidden">{head.title}</caption>
        <thead>
          <tr>
            {shown.map((one) => (
              <th key={one.name} scope="col" title={one.help} class={`type-${one.type}`}>
                {capital(plain(one.name))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => <Line key={i} row={row} shown={shown} lead={lead?.at ?? -1} />)}
        </tbody>
      </table>
      {empty.length > 0 && rows.length > 0 && (
        <p class="help">Empty in every row: {empty.join(', ')}.</p>
      )}
    </div>
  );
}

/** The day first, then who and what, then the words; the rest as the question has it. */
function inOrder(columns: At[]): At[] {
  const { view } = store.answer.value!.head;
  const text = columns.findIndex((one) => one.type === 'text' || one.name === view.label);
  const rank = (one: At, i: number) =>
    one.name === view.day ? 0 : i === text ? 2 : one.type.startsWith('node') && i < text ? 1 : 3;
  const ranks = new Map(columns.map((one, i) => [one, rank(one, i)]));
  return [...columns].sort((a, b) => ranks.get(a)! - ranks.get(b)! || a.at - b.at);
}

type At = Column & { at: number };

function Line({ row, shown, lead }: { row: Row; shown: At[]; lead: number }) {
  const see = store.seeRow(row);
  const isSelected = see !== '' && see === store.link.value.see;
  const link = store.href({ see, line: '', report: '' });
  const click = (event: MouseEvent) => {
    if (see && !(event.target as HTMLElement).closest('a') && !getSelection()?.toString())
      store.go({ see, line: '', report: '' });
  };
  return (
    <tr class={`${isSelected ? 'selected' : ''}${see ? ' has-evidence' : ''}`} onClick={click}>
      {shown.map((one) => {
        const cell = <Cell column={one} value={row[one.at]} />;
        const isLead = one.at === lead && see && !one.type.startsWith('node');
        const content = isLead ? (
          <a href={link} aria-current={isSelected ? 'true' : undefined}>
            {emptied(row[one.at]) ? 'read' : cell}
          </a>
        ) : (
          cell
        );
        const type = `type-${one.type}`;
        return <td key={one.name} class={type}>{content}</td>;
      })}
    </tr>
  );
}

function Cell({ column, value }: { column: Column; value: unknown }) {
  if (emptied(value)) return null;
  if (column.type === 'node' || column.type === 'nodes') {
    const ids = [value].flat() as string[];
    return (
      <span class="chips">
        {ids.slice(0, CHIPS).map((id, i) => <Chip key={`${id}${i}`} id={id} />)}
        {ids.length > CHIPS && <small>and {ids.length - CHIPS} more</small>}
      </span>
    );
  }
  if (column.type === 'boolean') return <>{value ? 'yes' : ''}</>;
  if (column.type === 'float') return <>{(value as number).toFixed(2)}</>;
  if (column.type === 'text') return <>“{String(value)}”</>;
  const words = [value].flat().map((one) => word(String(one)));
  return <>{words.join(' · ')}</>;
}

/** An edge kind or a word of a vocabulary is shown in plain letters, all else as it is. */
function word(value: string): string {
  const edge = store.meta.value!.edges[value];
  if (edge) return edge.name;
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? plain(value) : value;
}

const emptied = (value: unknown) =>
  value === null || value === undefined || value === '' || value === false ||
  (Array.isArray(value) && value.length === 0);
