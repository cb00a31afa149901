// Live pages: when something happened, fetch the same URL again and morph the regions marked
// `data-live-region`, keeping what is being typed. There are no fragment endpoints.
//
// The page names its stream in <meta name="live" content="…">. The stream sends `changed` events.
// Follows `Idiomorph` in the joined module.

const meta = document.querySelector('meta[name="live"]');
const FIELD = "input, textarea, select";
/** Several events close together are one refresh. */
const BURST = 80;
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

const callbacks = {
  beforeNodeMorphed: (old) => !(old instanceof Element && isKept(old)),
  // A form that holds unsent text stays, even where the new page no longer offers it: the server answers when it is sent.
  beforeNodeRemoved: (old) => !(old instanceof Element
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
  for (const region of document.querySelectorAll("[data-live-region]")) {
    const next = fetched.getElementById(region.id);
    if (!next) continue;
    const before = region.textContent;
    Idiomorph.morph(region, next, { morphStyle: "outerHTML", restoreFocus: true, callbacks });
    changed ||= document.getElementById(region.id)?.textContent !== before;
  }
  if (document.title !== fetched.title) document.title = fetched.title;
  announce(changed);
  document.dispatchEvent(new CustomEvent("live:refreshed"));
}

let running = false;
let again = false;
async function refresh() {
  if (running) { again = true; return; }
  running = true;
  try {
    // The header: a message that waits for the next page is for a page that somebody opens, not for this.
    const response = await fetch(location.pathname + location.search, { headers: { Accept: "text/html", "X-Tandem-Refresh": "1" }, cache: "no-store", credentials: "same-origin" });
    // Signed out, or the thing has moved: go there, unless that would throw away what is being typed.
    if (response.redirected) {
      if (!holdsUnsent(document.body)) location.replace(response.url);
      return;
    }
    // An error page is no newer state of this page. Leave what is there.
    if (response.status !== 200) return;
    morph(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // No network: the stream reopens when it is back, and then refreshes.
  } finally {
    running = false;
    if (again) { again = false; soon(); }
  }
}

let timer;
function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, BURST);
}

let source;
let retry = RETRY.first;
let missed = false;
function open() {
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(meta.content);
  source.addEventListener("open", () => {
    retry = RETRY.first;
    // What happened while the stream was away was not told: look for ourselves.
    if (missed) { missed = false; soon(); }
  });
  source.addEventListener("changed", soon);
  source.addEventListener("error", () => {
    missed = true;
    // An answer other than 200 ends a stream for good: it has to be opened anew.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => { if (!document.hidden) open(); }, retry);
      retry = Math.min(retry * 2, RETRY.most);
    }
  });
}

/** A page nobody sees needs no stream: a browser has few connections to one server, and many tabs would use them up. */
function pause() {
  source?.close();
  missed = true;
}

if (meta) {
  open();
  addEventListener("pagehide", pause);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); else open(); });
}
