// The right: where it can be read. Always open.
import type { Line } from './fold';
import { Bar, Chip, Dot, Term } from './parts';
import { seen } from './link';
import * as store from './store';
import { capital, count, marked, pieces, plain, short, type Marked } from './text';
import type { Answering, Article, Edge, Report, Source, Statement } from './types';

export function EvidencePane() {
  const { drawing, evidence, link } = store;
  const told = evidence.value;
  const line = drawing.value?.lines.find((one) => one.key === link.value.line);
  const { panel, id, place } = seen(link.value.see);
  return (
    <aside
      class="evidence"
      aria-label="Evidence"
      data-ready={told.status === 'loading' ? '0' : '1'}
      tabIndex={0}
    >
      <h2>Evidence</h2>
      {line && <LineCard line={line} />}
      {told.status === 'loading' && <p class="waiting">Reading…</p>}
      {told.status === 'error' && <Bar kind="error">{capital(told.message)}</Bar>}
      {told.status === 'statement' && <StatementCard statement={told.statement} />}
      {told.status === 'article' && <ArticleCard article={told.article} place={place} />}
      {panel === 'node' && <NodeCard id={id} />}
      {panel === 'edge' && !line && <EdgeById id={id} />}
      {!link.value.see && !line && (
        <p class="help">
          Click a row of the table, or a line or an item of the graph: here you read the sentence
          that it stands on, in its article.
        </p>
      )}
    </aside>
  );
}

// ---------------------------------------------------------------- lines and nodes of the picture
function LineCard({ line }: { line: Line }) {
  const { answer, link, meta } = store;
  const { nodes } = answer.value!;
  const kind = meta.value!.edges[line.kind]!;
  return (
    <section class="line" aria-label="The line">
      <p class="ends">
        <Chip id={line.from} /> <span title={kind.definition}>{kind.name}</span> <Chip id={line.to} />
      </p>
      {line.statements.length > 1 && (
        <>
          <p class="help">{count(line.statements.length, 'statement')}, the newest first:</p>
          <ul class="items">
            {line.statements.map((id) => {
              const node = nodes.get(id)!;
              const see = `statement:${id}`;
              return (
                <li key={id}>
                  <a
                    class="item"
                    href={store.href({ see, report: '' })}
                    aria-current={link.value.see === see ? 'true' : undefined}
                  >
                    <time>{node.day || 'no day'}</time>
                    <span>{short(node.name, 110)}</span>
                  </a>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {!line.statements.length && line.edges.map((edge) => <EdgeCard key={edge.id} edge={edge} />)}
    </section>
  );
}

function EdgeById({ id }: { id: string }) {
  const edge = store.answer.value?.edges.find((one) => one.id === id);
  if (!edge) return <p class="help">This edge is not in the answer.</p>;
  return (
    <section class="line">
      <p class="ends">
        <Chip id={edge.from} /> <span>{store.meta.value!.edges[edge.kind]!.name}</span> <Chip id={edge.to} />
      </p>
      <EdgeCard edge={edge} />
    </section>
  );
}

function EdgeCard({ edge }: { edge: Edge }) {
  const kind = store.meta.value!.edges[edge.kind]!;
  return (
    <div class="edge">
      <p class="help">{kind.definition}</p>
      <dl>
        {edge.note && <><dt>As</dt><dd>{edge.note}</dd></>}
        <dt>Stands on</dt>
        <dd><Term of="basis" word={edge.basis} />, {count(edge.article_count, 'article')}</dd>
        <dt>Known since</dt>
        <dd>{edge.known_on <= '0001-01-01' ? 'always' : edge.known_on >= '9999-12-31' ? 'no day told' : edge.known_on}</dd>
      </dl>
      <ul class="items">
        {edge.articles.map((id) => (
          <li key={id}>
            <a class="item" href={store.href({ see: `article:${id}`, line: '', report: '' })}>
              {store.names.value[id] ?? id}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function NodeCard({ id }: { id: string }) {
  const { answer, drawing, meta } = store;
  const node = answer.value?.nodes.get(id);
  if (!node) return <p class="help">{answer.value ? 'This item is not in the answer.' : ''}</p>;
  const kind = meta.value!.nodes[node.kind]!;
  const lines = drawing.value?.lines.filter((one) => one.from === id || one.to === id) ?? [];
  return (
    <section class="node">
      <h3 class="who"><Dot kind={node.kind} /> {node.name}</h3>
      <p class="help">
        {kind.name}{node.note && `, ${plain(node.note)}`}{node.day && `, ${node.day}`}. {kind.definition}
      </p>
      <h4>In this answer: {count(lines.length, 'line')}</h4>
      <ul class="items">
        {lines.map((line) => {
          const other = answer.value!.nodes.get(line.from === id ? line.to : line.from)!;
          const first = line.statements[0];
          const see = first ? `statement:${first}` : `edge:${line.edges[0]!.id}`;
          return (
            <li key={line.key}>
              <a class="item" href={store.href({ line: line.key, see, report: '' })}>
                <span>
                  {line.from === id ? '' : '← '}{meta.value!.edges[line.kind]!.name}
                  {line.from === id ? ' → ' : ' '}<strong>{short(other.name, 70)}</strong>
                </span>
                {line.statements.length > 0 && <small>{count(line.statements.length, 'statement')}</small>}
              </a>
            </li>
          );
        })}
      </ul>
      <p class="help">Id: <code>{id}</code></p>
    </section>
  );
}

// ---------------------------------------------------------------- a statement
function StatementCard({ statement }: { statement: Statement }) {
  const { link } = store;
  const at = Math.min(Number(link.value.report) || 0, statement.reports.length - 1);
  const report = statement.reports[at];
  if (!report) return <p class="help">No report of it was known by that day.</p>;
  const { article } = report;
  return (
    <article class="statement">
      <header>
        <h3 class="who">
          {statement.speakers.length
            ? statement.speakers.map((one) => one.name).join(', ')
            : 'Speaker not told'}
          {statement.speakers[0]?.office && <small>{statement.speakers[0].office}</small>}
        </h3>
        <span class="badges">
          <span class="badge"><Term of="act" word={report.act} /></span>
          {report.is_hedged && <span class="badge hedged">hedged</span>}
        </span>
      </header>
      <p class="help">
        {article.outlet ?? 'Outlet not told'} · said {statement.said ?? 'on a day not told'} ·
        published {article.published ?? 'on a day not told'}
      </p>
      <Quote report={report} />
      <h4>How it reached us</h4>
      <Chain statement={statement} report={report} />
      <dl>
        <dt>Quotation</dt>
        <dd><Term of="statement_form" word={report.form} /></dd>
        <dt>Hedging</dt>
        <dd>{report.hedge_cue ? <span class="hedge">{report.hedge_cue}</span> : report.is_hedged ? 'yes' : 'none found'}</dd>
        <dt>Carried by</dt>
        <dd>
          {count(statement.report_count, 'report')}, {count(statement.source_count, 'independent source')}
        </dd>
        <dt>Reading score</dt>
        <dd>
          <meter min={0} max={1} value={report.confidence} aria-label="Reading score" />{' '}
          {report.confidence.toFixed(2)} <small>how sure the reader is of the sentence, not of the claim</small>
        </dd>
      </dl>
      <Topics statement={statement} />
      <Others statement={statement} at={at} />
      <Exchange title="Answers" list={statement.answers} />
      {statement.answers_actors.length > 0 && (
        <p>Answers {statement.answers_actors.map((one) => one.name).join(', ')}, whose words are not told.</p>
      )}
      <Exchange title="Answered by" list={statement.answered_by} none="No answer found in this graph." />
      <Citation statement={statement} report={report} />
    </article>
  );
}

function Quote({ report }: { report: Report }) {
  const { text, start } = report.context;
  const marks: Marked[] = [
    ...marked('content', ...(report.spans.some(Boolean)
      ? report.spans
      : [[report.start_offset, report.end_offset] as [number, number]])),
    ...marked('sentence', report.sentence),
    ...marked('cue', report.cue_span),
    ...marked('hedge', report.hedge_span),
    ...marked('speaker', report.speaker_span),
  ];
  const used = new Set(marks.map((mark) => mark.name));
  return (
    <>
      <blockquote class="quote" cite={report.article.address ?? undefined}>
        {pieces(text, start, marks).map((piece, i) => {
          const names = piece.names.filter((name) => name !== 'content').join(' ');
          return piece.names.includes('content')
            ? <mark key={i} class={names}>{piece.text}</mark>
            : <span key={i} class={names}>{piece.text}</span>;
        })}
      </blockquote>
      <p class="key">
        <mark>the statement</mark>
        {used.has('speaker') && <span class="speaker">who says it</span>}
        {used.has('cue') && <span class="cue">the saying</span>}
        {used.has('hedge') && <span class="hedge">hedging</span>}
      </p>
    </>
  );
}

function Chain({ statement, report }: { statement: Statement; report: Report }) {
  const speaker = statement.speakers.map((one) => one.name).join(', ') || 'speaker not told';
  const relays = [...report.relay].reverse();
  return (
    <>
      <ol class="chain">
        <li class="first">{speaker}</li>
        {relays.map((one, i) => <li key={i}>{one.name}</li>)}
        <li>{report.article.outlet ?? 'outlet not told'}</li>
      </ol>
      {relays.length > 0 && (
        <p class="second">Second hand: the outlet repeats what {relays.at(-1)!.name} reported.</p>
      )}
    </>
  );
}

function Topics({ statement }: { statement: Statement }) {
  if (!statement.about.length && !statement.addressed.length) return null;
  return (
    <>
      <h4>About</h4>
      <ul class="about">
        {statement.about.map((one) => (
          <li key={one.id}>
            <Dot kind={one.kind} /> {one.name}
            <small>
              {' '}
              {one.stance && one.stance !== 'none' && <Term of="stance" word={one.stance} />}
              {one.status && <> {plain(one.status)}</>}
            </small>
          </li>
        ))}
        {statement.addressed.map((one) => (
          <li key={one.id}><Dot kind={one.kind} /> {one.name} <small>addressed</small></li>
        ))}
      </ul>
    </>
  );
}

function Others({ statement, at }: { statement: Statement; at: number }) {
  if (statement.reports.length < 2) return null;
  return (
    <>
      <h4>{count(statement.reports.length, 'report')}</h4>
      <ul class="items">
        {statement.reports.map((report, i) => (
          <li key={i}>
            <a
              class="item"
              href={store.href({ report: i ? String(i) : '' })}
              aria-current={i === at ? 'true' : undefined}
            >
              <time>{report.article.published ?? 'no day'}</time>
              <span>
                <strong>{report.article.outlet ?? 'outlet not told'}</strong> “{short(report.words, 90)}”
                {report.is_hedged && <small> hedged</small>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Exchange({ title, list, none }: { title: string; list: Answering[]; none?: string }) {
  if (!list.length) return none ? <><h4>{title}</h4><p class="help">{none}</p></> : null;
  return (
    <>
      <h4>{title}</h4>
      <ul class="items">
        {list.map((one) => (
          <li key={one.id}>
            <a class="item" href={store.href({ see: `statement:${one.id}`, line: '', report: '' })}>
              <time>{one.day || 'no day'}</time>
              <span>
                <strong>{one.speakers.join(', ') || 'Speaker not told'}</strong> “{short(one.text, 120)}”{' '}
                <small>
                  <Term of="response_signal" word={one.signal} />
                  {one.cue && ` “${one.cue}”`}, sure {one.confidence.toFixed(2)}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Citation({ statement, report }: { statement: Statement; report: Report }) {
  const { article } = report;
  const where = `${report.start_offset}-${report.end_offset}`;
  const citation = [
    `${statement.speakers.map((one) => one.name).join(', ') || 'Speaker not told'}: “${report.words}”`,
    [article.outlet, article.title && `“${article.title}”`, article.published].filter(Boolean).join(', '),
    article.address,
    article.archived && `archived at ${article.archived}`,
    `characters ${where} of ${article.id}`,
    `graph ${statement.snapshot ?? ''}`,
  ].filter(Boolean).join('. ');
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(citation))
      .then(() => (button.textContent = 'Copied'), () => (button.textContent = 'Select it above'));
  };
  return (
    <div class="acts">
      <a
        class="button"
        href={store.href({ see: `article:${article.id}@${where}`, line: '', report: '' })}
      >
        Open article
      </a>
      <details>
        <summary class="button">Citation</summary>
        <p class="citation">{citation}</p>
        <button type="button" onClick={copy}>Copy citation</button>
      </details>
    </div>
  );
}

// ---------------------------------------------------------------- an article
function ArticleCard({ article, place }: { article: Article; place: [number, number] | null }) {
  const marks: Marked[] = [
    ...(place ? marked('content', place) : []),
    ...article.statements.flatMap((one) => marked(one.id, ...one.spans)),
  ];
  return (
    <article class="article">
      <h3>{article.title ?? 'Article without a headline'}</h3>
      <p class="help">
        {[article.outlet, article.published, article.language].filter(Boolean).join(' · ')}
        {article.superseded_on && ` · replaced by a later version on ${article.superseded_on}`}
      </p>
      <Address source={article} />
      {article.rights && <p class="help">Rights: {article.rights}</p>}
      {article.text === null ? (
        <p class="second">Its rights do not allow its text to be shown.</p>
      ) : (
        <div class="quote whole" key={article.id + place}>
          {pieces(article.text, 0, marks).map((piece, i) => {
            const said = piece.names.find((name) => name !== 'content');
            const isHere = piece.names.includes('content');
            const content = said
              ? <a href={store.href({ see: `statement:${said}`, line: '', report: '' })}>{piece.text}</a>
              : piece.text;
            return isHere
              ? <mark key={i} ref={reveal}>{content}</mark>
              : <span key={i}>{content}</span>;
          })}
        </div>
      )}
      <p class="help">{count(article.statements.length, 'statement')} were read in it; they are underlined.</p>
    </article>
  );
}

/** Only web addresses become links: an article is not trusted to give another kind. */
function Address({ source }: { source: Source }) {
  const links = [source.address, source.archived].filter((one) => one && /^https?:\/\//.test(one));
  return (
    <>
      {links.map((one) => (
        <p key={one} class="address">
          <a href={one!} rel="noreferrer noopener" target="_blank">{one}</a>
        </p>
      ))}
    </>
  );
}

let revealed: Element | null = null;

function reveal(element: Element | null) {
  if (!element || revealed?.parentElement === element.parentElement) return;
  revealed = element;
  requestAnimationFrame(() => element.scrollIntoView({ block: 'center' }));
}
