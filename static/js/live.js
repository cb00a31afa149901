// Live pages: when something happened, fetch the same URL again and morph the regions marked
// `data-live-region`, keeping what is being typed. There are no fragment endpoints.
//
// The page names its stream in <meta name="live" content="…">. The stream sends `changed` events.
// Follows `Idiomorph` in the joined module.

const meta = document.querySelector('meta[name="live"]');
const FIELD = "input, textarea, select";
/** Several events close together are one refresh. */
const BURST = 80;
/** One event wakes every page it is seen on: they do not ask all at once. Still less when the server was away. */
const SPREAD = { event: 200, missed: 2_000 };
/** A stream that was refused is opened again after a while, longer each time. */
const RETRY = { first: 2_000, most: 30_000 };

/** Controls the person changed and has not sent. */
const touched = new WeakSet();
addEventListener("input", (event) => touched.add(event.target), true);
addEventListener("change", (event) => touched.add(event.target), true);
addEventListener("reset", (event) => { for (const control of event.target.elements) touched.delete(control); }, true);

const isEdited = (control) =>
  control.type !== "hidden" && control.type !== "submit" && (touched.has(control)
    || control === document.activeElement
    || (control.matches("input, textarea") && control.value !== control.defaultValue)
    || ("checked" in control && control.checked !== control.defaultChecked));

/** A form somebody is filling in: its hidden fields (version tokens) belong to what was shown when they began. */
const isBeingFilledIn = (form) => [...(form?.elements ?? [])].some((control) => control.matches(FIELD) && isEdited(control));

const holdsUnsent = (element) =>
  (element.matches("form") && isBeingFilledIn(element)) || [...element.querySelectorAll("form")].some(isBeingFilledIn);

const isKept = (element) =>
  element.hasAttribute("data-live-keep") || (element.matches(FIELD) && (isEdited(element) || isBeingFilledIn(element.form)));

/** What the page was drawn from: while nothing of that has changed, the server says so instead of drawing it again. */
let tag = meta?.dataset.tag;
/** Whether something of the page was left as it was, and has to be looked at again. */
let leftBehind = false;
const leaves = (kept) => { leftBehind ||= kept; return kept; };

const callbacks = {
  beforeNodeMorphed: (old) => !leaves(old instanceof Element && isKept(old)),
  // A form that holds unsent text stays, even where the new page no longer offers it: the server answers when it is sent.
  beforeNodeRemoved: (old) => !leaves(old instanceof Element
    && (old.hasAttribute("data-live-keep") || old.querySelector("[data-live-keep]") || holdsUnsent(old) || isKept(old))),
  // What the reader opened or closed is the reader's.
  beforeAttributeUpdated: (name, element) => !(name === "open" && element.matches("details, dialog")),
};

/** Says it to those who cannot see the change, and only when something they can read has changed. */
function announce(changed) {
  const announcement = document.getElementById("live-announcement");
  if (!changed || !announcement) return;
  announcement.textContent = "";
  setTimeout(() => { announcement.textContent = meta.dataset.updated; }, 100);
}

/** Puts the regions of the fetched page in place of those of this one. */
function morph(fetched) {
  let changed = false;
  leftBehind = false;
  for (const region of document.querySelectorAll("[data-live-region]")) {
    const next = fetched.getElementById(region.id);
    if (!next) continue;
    const before = region.textContent;
    Idiomorph.morph(region, next, { morphStyle: "outerHTML", restoreFocus: true, callbacks });
    changed ||= document.getElementById(region.id)?.textContent !== before;
  }
  tag = leftBehind ? undefined : fetched.querySelector('meta[name="live"]')?.dataset.tag;
  if (document.title !== fetched.title) document.title = fetched.title;
  announce(changed);
  document.dispatchEvent(new CustomEvent("live:refreshed"));
}

let running = false;
let again = false;
async function refresh() {
  due = Infinity;
  if (running) { again = true; return; }
  running = true;
  try {
    // The header: a message that waits for the next page is for a page that somebody opens, not for this.
    const headers = { Accept: "text/html", "X-Tandem-Refresh": "1", ...(tag && { "If-None-Match": tag }) };
    const response = await fetch(location.pathname + location.search, { headers, cache: "no-store", credentials: "same-origin" });
    // Signed out, or the thing has moved: go there, unless that would throw away what is being typed.
    if (response.redirected) {
      if (!holdsUnsent(document.body)) location.replace(response.url);
      return;
    }
    if (response.status === 304) {
      tag = response.headers.get("ETag") ?? tag;
      return;
    }
    // An error page is no newer state of this page. Leave what is there.
    if (response.status !== 200) return;
    morph(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // No network: the stream reopens when it is back, and then refreshes.
  } finally {
    running = false;
    if (again) { again = false; soon(0); }
  }
}

let timer;
let due = Infinity;
/** Looks for a newer state within some time; what is told meanwhile is seen then. */
function soon(spread) {
  const wait = BURST + Math.random() * spread;
  if (performance.now() + wait >= due) return;
  clearTimeout(timer);
  due = performance.now() + wait;
  timer = setTimeout(refresh, wait);
}

let source;
let retry = RETRY.first;
/** Whether the stream was away, and within which time the page then looks for itself what happened meanwhile. */
let missed;
function open() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(meta.content);
  source.addEventListener("open", () => {
    retry = RETRY.first;
    if (missed !== undefined) soon(missed);
    missed = undefined;
  });
  source.addEventListener("changed", ({ data }) => soon(data === "perhaps" ? SPREAD.missed : SPREAD.event));
  source.addEventListener("error", () => {
    missed ??= SPREAD.missed;
    // An answer other than 200 ends a stream for good: it has to be opened anew.
    if (source.readyState === EventSource.CLOSED) {
      // Perhaps nobody is signed in here any more; the page then says so.
      if (retry === RETRY.first) soon(SPREAD.missed);
      setTimeout(() => { if (!document.hidden) open(); }, retry);
      retry = Math.min(retry * 2, RETRY.most);
    }
  });
}

/** A page nobody sees needs no stream: a browser has few connections to one server, and many tabs would use them up. */
function pause() {
  source?.close();
  missed = 0;
}

if (meta) {
  open();
  addEventListener("pagehide", pause);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); else open(); });
}
