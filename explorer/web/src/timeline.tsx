// The answer by days: what was said or happened, in order, each with its evidence a click away.
import { Chip } from './parts';
import * as store from './store';
import { plain } from './text';
import type { Row } from './types';

const UNDATED = 'no day told';

export function TimelineView() {
  const { head, rows } = store.answer.value!;
  const day = store.column(head.view.day!);
  const days = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[day] || UNDATED);
    days.set(key, [...(days.get(key) ?? []), row]);
  }
  const sorted = [...days].sort(([a], [b]) =>
    a === UNDATED ? 1 : b === UNDATED ? -1 : a < b ? -1 : 1,
  );
  return (
    <ol class="timeline">
      {sorted.map(([key, list]) => (
        <li key={key}>
          <h3>{key}</h3>
          <ul>
            {list.map((row, i) => <Item key={i} row={row} />)}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Item({ row }: { row: Row }) {
  const { head } = store.answer.value!;
  const value = (name: string) => row[store.column(name)];
  const see = store.seeRow(row);
  const text = head.columns.findIndex((one) => one.type === 'text');
  const words = String(row[text] || '');
  const label = words ? `“${words}”` : plain(String(value(head.view.label ?? '') || ''));
  const actors = store.speakers.value.get(see.replace('statement:', '')) ?? [];
  const notes = ['act', 'status', 'outlet', 'is_hedged']
    .map((name) => (name === 'is_hedged' ? (value(name) ? 'hedged' : '') : value(name)))
    .filter(Boolean)
    .map((one) => plain(String(one)))
    .filter((one) => one !== label);
  const isSelected = see !== '' && see === store.link.value.see;
  return (
    <li class={isSelected ? 'selected' : ''}>
      {actors.length > 0 && (
        <span class="chips">{actors.map((id) => <Chip key={id} id={id} />)}</span>
      )}
      {see ? (
        <a href={store.href({ see, line: '', report: '' })} aria-current={isSelected ? 'true' : undefined}>
          {label || 'read the report'}
        </a>
      ) : (
        <span>{label}</span>
      )}
      <small>{notes.join(' · ')}</small>
    </li>
  );
}
