// The page: questions at the left, the answer in the middle, its evidence at the right.
import { render } from 'preact';
import { AnswerPane } from './answer';
import { EvidencePane } from './evidence';
import { QuestionsPane } from './form';
import * as store from './store';
import './style.css';

function Page() {
  if (store.broken.value)
    return (
      <main class="alone">
        <h1>Verbale</h1>
        <p role="alert">{store.broken.value}</p>
        <button type="button" onClick={() => location.reload()}>Try again</button>
      </main>
    );
  return (
    <div class={store.isDrawerOpen.value ? 'app with-drawer' : 'app'}>
      <a class="skip" href="#answer" onClick={skip}>Skip to the answer</a>
      <Top />
      <QuestionsPane />
      <AnswerPane />
      <EvidencePane />
    </div>
  );
}

function skip(event: Event) {
  event.preventDefault();
  document.getElementById('answer')?.focus();
}

function Top() {
  const { isDrawerOpen, theme, meta } = store;
  return (
    <header class="top">
      <button
        type="button"
        class="menu"
        aria-expanded={isDrawerOpen.value}
        aria-controls="questions"
        onClick={() => (isDrawerOpen.value = !isDrawerOpen.value)}
      >
        Questions
      </button>
      <h1>Verbale</h1>
      <p class="tagline">Who said what, who answered, and the sentence that proves it</p>
      {meta.value?.rebuilding && <p class="flag">The graph is being rebuilt</p>}
      <button type="button" onClick={share}>Copy link</button>
      <label class="theme">
        <span class="hidden">Colours</span>
        <select
          value={theme.value}
          onChange={(event) => (theme.value = event.currentTarget.value)}
        >
          <option value="auto">Auto</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
    </header>
  );
}

function share(event: Event) {
  const button = event.currentTarget as HTMLButtonElement;
  store.go({ at: (store.meta.value?.snapshot ?? '').slice(0, 12) }, { replace: true });
  const said = (text: string) => {
    button.textContent = text;
    setTimeout(() => (button.textContent = 'Copy link'), 2000);
  };
  Promise.resolve()
    .then(() => navigator.clipboard.writeText(location.href))
    .then(() => said('Copied'), () => said('It is in the address bar'));
}

/** j and k: the next and the previous row that has evidence. */
addEventListener('keydown', (event) => {
  const isTyping = (event.target as HTMLElement).closest('input, select, textarea');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if ((event.key !== 'j' && event.key !== 'k') || !store.answer.value) return;
  const sees = store.answer.value.rows.map(store.seeRow).filter(Boolean);
  const at = sees.indexOf(store.link.value.see);
  const next = sees[event.key === 'j' ? at + 1 : at < 0 ? sees.length - 1 : at - 1];
  if (next) store.go({ see: next, line: '', report: '' });
});

store.begin();
render(<Page />, document.getElementById('page')!);
