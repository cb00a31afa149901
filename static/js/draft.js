// Keeps what is typed into `<textarea data-draft>` until its form was taken: a reload, a closed
// session or a lost connection costs nothing. Kept in the tab only (sessionStorage).

/** Whoever signs in after somebody else finds nothing of theirs. */
const person = document.getElementById("account-menu")?.dataset.person ?? "";
// By where it is sent, not by where it stands: a refused form comes back under another address.
const key = (textarea) => `draft ${person} ${textarea.form?.getAttribute("action")} ${textarea.name}`;
/** Names the drafts of the form sent last, and the number it carried, until a page proves that it was taken. */
const SENT = "draft sent";

const storage = (() => {
  try { return window.sessionStorage; } catch { return null; }
})();

/** The number of the form that the server took last. */
const taken = () => document.cookie.split("; ").find((cookie) => cookie.startsWith("tandem_taken="))?.split("=")[1];

function settle() {
  const sent = JSON.parse(storage.getItem(SENT) ?? "null");
  // Anything else (an error, the sign-in page, the form with its faults) may not have kept it.
  if (!sent?.once || sent.once !== taken()) return;
  storage.removeItem(SENT);
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
    if (drafts.length > 0) storage.setItem(SENT, JSON.stringify({ once: target.elements.once?.value, drafts }));
  });
}
