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
  if (form.hasAttribute("data-theme-form")) return;
  sending.add(form);
  event.submitter?.setAttribute("aria-disabled", "true");
}, true);

// Back on the page by the history: it may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) sending.delete(form);
  for (const button of document.querySelectorAll("form button[aria-disabled]")) button.removeAttribute("aria-disabled");
});
