// The middle: what was asked, its states, and the views of its answer.
import { address, text } from './api';
import { GraphView } from './graph';
import { Bar, Dot } from './parts';
import * as store from './store';
import { TableView } from './table';
import { capital, count, plain } from './text';
import { TimelineView } from './timeline';

const VIEWS: Record<string, () => preact.JSX.Element> = {
  table: TableView,
  graph: GraphView,
  timeline: TimelineView,
};

export function AnswerPane() {
  const { answer, isRunning, link, meta, problem, question } = store;
  const told = answer.value;
  const isReady = !isRunning.value && (!link.value.ask || told !== null || problem.value !== null);
  return (
    <main id="answer" tabIndex={-1} data-ready={meta.value && isReady ? '1' : '0'} aria-busy={!isReady}>
      <Stale />
      {problem.value && <Trouble />}
      {!link.value.ask && <Welcome />}
      {link.value.ask && !told && isRunning.value && <p class="waiting">Asking…</p>}
      {link.value.ask && told && (
        <>
          <header class="what">
            <h2>{told.head.title}</h2>
            <Given />
          </header>
          <Tabs />
          {told.end?.truncated && <Truncated />}
          <div
            class={`view view-${store.tab.value}${isRunning.value ? ' old' : ''}`}
            role="tabpanel"
            id="view"
            aria-labelledby={`tab-${store.tab.value}`}
          >
            {told.end?.rows === 0 ? <Nothing /> : <Shown />}
          </div>
        </>
      )}
      {link.value.ask && !question.value && meta.value && !problem.value && !told && (
        <p class="waiting">There is no question named {link.value.ask}.</p>
      )}
    </main>
  );
}

function Shown() {
  const View = VIEWS[store.tab.value]!;
  return <View />;
}

function Welcome() {
  const { meta, questions } = store;
  if (!meta.value) return <p class="waiting">Opening the graph…</p>;
  const { nodes, span } = meta.value;
  if (!Object.values(nodes).some((kind) => kind.count))
    return (
      <div class="welcome">
        <h2>The graph is empty</h2>
        <p>Read articles first, with the command <code>verbale ingest SOURCE…</code></p>
      </div>
    );
  return (
    <div class="welcome">
      <h2>Choose a question</h2>
      <p>
        {count(questions.value.length, 'saved question')} can be asked of this graph
        {span.first && <>; its articles are from {span.first} to {span.last}</>}.
      </p>
      <ul class="counts">
        {Object.entries(nodes).map(([name, kind]) => (
          <li key={name} title={kind.definition}>
            <Dot kind={name} />
            <strong>{kind.count.toLocaleString('en')}</strong>
            {kind.name}
          </li>
        ))}
      </ul>
      <ul class="cards">
        {questions.value.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => {
                store.isDrawerOpen.value = true;
                if (store.open.value !== one.id) store.choose(one.id);
                setTimeout(() => document.querySelector<HTMLElement>('.question.open .field input, .question.open .ask')?.focus());
              }}
            >
              <strong>{one.title}</strong>
              <span>{one.question}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Given() {
  const { names, answer } = store;
  const { head, end, rows } = answer.value!;
  const given = store.isCurrent.value ? store.link.value.given : {};
  return (
    <div class="given">
      {Object.entries(given).map(([name, values]) => (
        <span key={name} class="condition">
          <span>{capital(plain(name))}</span> {values.map((v) => names.value[v] ?? v).join(', ')}
        </span>
      ))}
      <details class="query">
        <summary>Query that runs</summary>
        <pre tabIndex={0}>{head.query}</pre>
      </details>
      <span class="exports">
        <button type="button" onClick={() => void save('text/csv', 'csv')}>CSV</button>
        <button type="button" onClick={() => void save('application/json', 'json')}>JSON</button>
      </span>
      <span class="total" role="status">
        {end ? `${count(end.rows, 'row')}${end.truncated ? ' of more' : ''}, ${end.ms} ms` : count(rows.length, 'row')}
      </span>
    </div>
  );
}

async function save(accept: string, ending: string): Promise<void> {
  const { ask, given } = store.link.value;
  const file = new Blob([await text(address.ask(ask, given), accept)], { type: accept });
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(file);
  anchor.download = `${ask.replaceAll('/', '-')}.${ending}`;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}

function Tabs() {
  const { tabs, tab, go } = store;
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = tabs.value;
    const next = all[(all.indexOf(tab.value) + step + all.length) % all.length]!;
    go({ tab: next }, { replace: true });
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Views" onKeyDown={move}>
      {tabs.value.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === tab.value}
          aria-controls="view"
          tabIndex={name === tab.value ? 0 : -1}
          onClick={() => go({ tab: name }, { replace: true })}
        >
          {capital(name)}
        </button>
      ))}
    </div>
  );
}

function Truncated() {
  const { head, rows } = store.answer.value!;
  const next = Math.min(head.limit * 10, store.meta.value!.most_rows);
  const again = () =>
    store.ask(store.link.value.ask, { ...store.link.value.given, limit: [String(next)] });
  return (
    <Bar kind="notice">
      The first {count(rows.length, 'row')} are shown; there are more.
      {next > head.limit && (
        <button type="button" onClick={again}>Ask for {next.toLocaleString('en')}</button>
      )}
    </Bar>
  );
}

function Nothing() {
  const { link, question } = store;
  const limits = (question.value?.parameters ?? []).filter(
    (one) => !one.required && link.value.given[one.name]?.length,
  );
  const lift = (name: string) => {
    const { [name]: _, ...rest } = link.value.given;
    store.ask(link.value.ask, rest);
  };
  return (
    <div class="nothing">
      <p><strong>No rows.</strong> Nothing in this graph fits what was asked.</p>
      {limits.length > 0 && <p>Lift a condition:</p>}
      {limits.map((one) => (
        <button key={one.name} type="button" onClick={() => lift(one.name)}>
          without {plain(one.name)} {link.value.given[one.name]!.map((v) => store.names.value[v] ?? v).join(', ')}
        </button>
      ))}
    </div>
  );
}

function Trouble() {
  const problem = store.problem.value!;
  const canRetry = problem.status === 0 || problem.status >= 500;
  return (
    <Bar kind="error">
      {problem.choices.length ? (
        <div>
          <p>Who or what is meant by “{problem.given}”?</p>
          <ul class="choices">
            {problem.choices.map((choice) => (
              <li key={choice.id}>
                <button type="button" onClick={() => store.settle(choice)}>
                  <Dot kind={choice.kind} />
                  {choice.name}
                  <small>{choice.kind}, {count(choice.statements, 'statement')}</small>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>{capital(problem.message)}</p>
      )}
      {store.answer.value && <p class="help">The answer below is the last one that came.</p>}
      {canRetry && <button type="button" onClick={store.retry}>Try again</button>}
    </Bar>
  );
}

function Stale() {
  const { link, meta } = store;
  const at = link.value.at;
  if (!at || !meta.value?.snapshot || meta.value.snapshot.startsWith(at)) return null;
  return (
    <Bar kind="notice">
      The graph has changed since this link was copied; the answer is today’s.
      <button type="button" onClick={() => store.go({ at: '' }, { replace: true })}>All right</button>
    </Bar>
  );
}
