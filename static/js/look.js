// `<button name="look" data-look="id">` sends its form as it stands and puts the element of that id from the answer in place of
// this page's. Here that also happens by itself, a moment after somebody stops typing. Nothing is recorded by it.
// With `data-look-when="name=value"` only while that is chosen.

const PAUSE = 700;

async function look(button) {
  const form = button.form;
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  const response = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "text/html" } });
  if (response.status !== 200 || response.redirected) return;
  const found = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(button.dataset.look);
  const here = document.getElementById(button.dataset.look);
  if (found && here) Idiomorph.morph(here, document.importNode(found, true), { morphStyle: "outerHTML" });
}

function isWanted(button) {
  const [name, value] = (button.dataset.lookWhen ?? "").split("=");
  return !name || new FormData(button.form).get(name) === value;
}

const timers = new WeakMap();
addEventListener("input", ({ target }) => {
  const button = target.form?.querySelector("button[data-look]");
  if (!button || !isWanted(button)) return;
  clearTimeout(timers.get(button));
  // No network: the button is still there.
  timers.set(button, setTimeout(() => look(button).catch(() => {}), PAUSE));
});
addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-look]");
  if (!button) return;
  event.preventDefault();
  look(button).catch(() => {});
});
