// Keeps what is typed into `<textarea data-draft>` until its form was taken: a reload, a closed
// session or a lost connection costs nothing. Kept in the tab only (sessionStorage).

// By where it is sent, not by where it stands: a refused form comes back under another address.
const key = (textarea) => `draft ${textarea.form?.getAttribute("action")} ${textarea.name}`;
/** Names the drafts of the form sent last, until the next page shows whether it was taken. */
const SENT = "draft sent";

const storage = (() => {
  try { return window.sessionStorage; } catch { return null; }
})();

function settle() {
  const sent = JSON.parse(storage.getItem(SENT) ?? "null");
  if (!sent) return;
  storage.removeItem(SENT);
  // A refused form comes back marked, with what was typed: its drafts live on.
  if (document.getElementById(sent.form)?.hasAttribute("data-live-keep")) return;
  for (const draft of sent.drafts) storage.removeItem(draft);
}

function restore() {
  for (const textarea of document.querySelectorAll("textarea[data-draft]")) {
    const draft = storage.getItem(key(textarea));
    if (draft !== null && textarea.value === "") textarea.value = draft;
  }
}

if (storage) {
  settle();
  restore();
  addEventListener("input", ({ target }) => {
    if (!target.matches?.("textarea[data-draft]")) return;
    if (target.value === "") storage.removeItem(key(target));
    else storage.setItem(key(target), target.value);
  });
  addEventListener("submit", ({ target, defaultPrevented }) => {
    if (defaultPrevented) return;
    // The next person at this computer is somebody else.
    if (target.id === "sign-out") return storage.clear();
    const drafts = [...target.querySelectorAll("textarea[data-draft]")].map(key);
    if (drafts.length > 0) storage.setItem(SENT, JSON.stringify({ form: target.id, drafts }));
  });
}
