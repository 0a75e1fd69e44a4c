// The saved questions, and for one of them a form made from its header.
import { useRef, useState } from 'preact/hooks';
import { address, get } from './api';
import { Dot } from './parts';
import * as store from './store';
import { capital, plain } from './text';
import type { Named, Parameter, Question } from './types';

export function QuestionsPane() {
  const folders = new Map<string, Question[]>();
  for (const one of store.questions.value)
    folders.set(one.folder, [...(folders.get(one.folder) ?? []), one]);
  return (
    <nav id="questions" class="questions" aria-label="Questions">
      <h2>Questions</h2>
      {[...folders].map(([folder, list]) => (
        <section key={folder} aria-label={capital(folder)}>
          <h3>{capital(folder)}</h3>
          {list.map((one) => <Entry key={one.id} question={one} />)}
        </section>
      ))}
    </nav>
  );
}

function Entry({ question }: { question: Question }) {
  const isOpen = store.open.value === question.id;
  const isAsked = store.link.value.ask === question.id;
  return (
    <div class={`question${isOpen ? ' open' : ''}${isAsked ? ' asked' : ''}`}>
      <button
        type="button"
        class="title"
        aria-expanded={isOpen}
        onClick={() => store.choose(question.id)}
      >
        {question.title}
      </button>
      {isOpen && <Form question={question} />}
    </div>
  );
}

function Form({ question }: { question: Question }) {
  const first = question.parameters.filter((one) => one.required);
  const more = question.parameters.filter((one) => !one.required);
  const filled = more.filter((one) => store.fields.value[one.name]?.some(Boolean));
  return (
    <form
      ref={show}
      aria-label={question.title}
      onSubmit={(event) => {
        event.preventDefault();
        // What is typed and not yet taken up counts: leaving the field takes it up.
        (document.activeElement as HTMLElement | null)?.blur?.();
        store.submit();
      }}
    >
      <p class="help">{question.question}</p>
      {first.map((one) => <Field key={one.name} parameter={one} />)}
      <details open={filled.length > 0 || first.length === 0}>
        <summary>{first.length ? 'Narrow it down' : 'Conditions'}</summary>
        {more.map((one) => <Field key={one.name} parameter={one} />)}
      </details>
      <button type="submit" class="ask">Ask</button>
    </form>
  );
}

/** Bring a form that has just opened into view. */
function show(form: HTMLFormElement | null) {
  if (form && !form.dataset.seen) {
    form.dataset.seen = '1';
    requestAnimationFrame(() => form.closest('.question')?.scrollIntoView({ block: 'center' }));
  }
}

const label = (parameter: Parameter) => capital(plain(parameter.name));

function Field({ parameter }: { parameter: Parameter }) {
  const id = `field-${parameter.name}`;
  const isNode = parameter.type === 'node' || parameter.type === 'nodes';
  return (
    <div class="field">
      <label for={id}>{label(parameter)}</label>
      {isNode ? <NodeField id={id} parameter={parameter} /> : <Plain id={id} parameter={parameter} />}
      <p class="help" id={`${id}-help`}>{parameter.help}</p>
    </div>
  );
}

function Plain({ id, parameter }: { id: string; parameter: Parameter }) {
  const value = store.fields.value[parameter.name]?.[0] ?? '';
  const set = (text: string) => store.fill(parameter.name, text ? [text] : []);
  const shared = { id, 'aria-describedby': `${id}-help`, required: parameter.required };
  const usual = String(parameter.default ?? '');
  switch (parameter.type) {
    case 'choice': {
      const isAny = !parameter.choices.some((choice) => choice.value === usual);
      return (
        <select {...shared} value={value || usual} onChange={(e) => set(e.currentTarget.value)}>
          {isAny && <option value="">any</option>}
          {parameter.choices.map((choice) => (
            <option key={choice.value} value={choice.value} title={choice.help}>
              {plain(choice.value)}
            </option>
          ))}
        </select>
      );
    }
    case 'boolean':
      return (
        <select {...shared} value={value || usual} onChange={(e) => set(e.currentTarget.value)}>
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      );
    case 'day':
      return (
        <input {...shared} type="date" value={value} onInput={(e) => set(e.currentTarget.value)} />
      );
    case 'integer':
      return (
        <input
          {...shared}
          type="number"
          inputMode="numeric"
          placeholder={usual}
          value={value}
          onInput={(e) => set(e.currentTarget.value)}
        />
      );
    default:
      return (
        <input
          {...shared}
          type="text"
          placeholder={parameter.example || usual}
          value={value}
          onInput={(e) => set(e.currentTarget.value)}
        />
      );
  }
}

/** A field for nodes: names are offered while one is typed, those taken stand above it. */
function NodeField({ id, parameter }: { id: string; parameter: Parameter }) {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<(Named & { alias: string })[]>([]);
  const [at, setAt] = useState(-1);
  const asking = useRef<AbortController | null>(null);
  const taken = store.fields.value[parameter.name] ?? [];
  const isMany = parameter.type === 'nodes';
  const isFull = !isMany && taken.length > 0;

  const type = (text: string) => {
    setTyped(text);
    setAt(-1);
    asking.current?.abort();
    if (!text.trim()) return setFound([]);
    const mine = (asking.current = new AbortController());
    get<{ found: (Named & { alias: string })[] }>(address.find(text, parameter.kinds), mine.signal)
      .then((told) => setFound(told.found), () => undefined);
  };
  const take = (value: string, name = value) => {
    asking.current?.abort();
    setTyped('');
    setFound([]);
    if (!value.trim()) return;
    store.learn({ [value]: name });
    if (!taken.includes(value)) store.fill(parameter.name, isMany ? [...taken, value] : [value]);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(Math.max(-1, Math.min(found.length - 1, at + step)));
    } else if (event.key === 'Enter' && found[at]) {
      event.preventDefault();
      take(found[at]!.id, found[at]!.name);
    } else if (event.key === 'Escape') setFound([]);
    else if (event.key === 'Backspace' && !typed && taken.length)
      store.fill(parameter.name, taken.slice(0, -1));
  };
  return (
    <div class="nodes">
      {taken.length > 0 && (
        <ul class="taken" aria-label={`${label(parameter)}, taken`}>
          {taken.map((value) => (
            <li key={value}>
              <span>{store.names.value[value] ?? value}</span>
              <button
                type="button"
                aria-label={`Remove ${store.names.value[value] ?? value}`}
                onClick={() => store.fill(parameter.name, taken.filter((one) => one !== value))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isFull && (
        <input
          id={id}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          aria-autocomplete="list"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-help`}
          required={parameter.required && taken.length === 0}
          placeholder={parameter.example ? `such as ${parameter.example}` : 'any'}
          value={typed}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={key}
          onBlur={() => take(typed)}
        />
      )}
      <ul
        id={`${id}-list`}
        class="offered"
        role="listbox"
        aria-label={`Names for ${label(parameter)}`}
        hidden={found.length === 0}
      >
        {found.map((one, i) => (
          <li
            key={one.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseDown={(event) => {
              event.preventDefault(); // before the field is left
              take(one.id, one.name);
            }}
          >
            <Dot kind={one.kind} />
            <span>
              {one.name}
              {one.alias && <small> also {one.alias}</small>}
            </span>
            <small>{one.kind}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
