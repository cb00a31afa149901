// Sending a form: asks once more where `data-confirm` says so, and sends once however often one clicks.

const sending = new WeakSet();

addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm;
  if (form.method !== "post") return;
  if (sending.has(form) || (question && !confirm(question))) {
    event.preventDefault();
    return;
  }
  // An upload can be stopped and sent again (upload.js).
  if (form.hasAttribute("data-theme-form") || form.hasAttribute("data-upload")) return;
  sending.add(form);
  event.submitter?.setAttribute("aria-disabled", "true");
}, true);

// Back by the history on a page as it was when its form was sent: what it shows has passed, and the form
// would count as the one that was sent already.
addEventListener("pageshow", (event) => {
  if (event.persisted && [...document.forms].some((form) => sending.has(form))) location.reload();
});
