// Sending files: shows how far it is and lets one stop. Without it the form is sent like any other.

/** A number for the next try: the one of a try that broke off may have been carried out. */
const anew = (form) => { form.elements.once.value = crypto.randomUUID(); };

/** Puts the answer in place of this page, as a plain form would. */
function show(html) {
  const next = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  const main = document.getElementById("main");
  if (!next || !main) return location.reload();
  main.replaceWith(document.adoptNode(next));
  next.querySelector(".error-summary")?.focus();
}

function send(form) {
  const { sending, storing, broken, cancel } = form.dataset;
  const actions = form.querySelector(".form-actions");
  const button = actions.querySelector("button");
  const line = document.createElement("div");
  line.className = "upload";
  const bar = document.createElement("progress");
  bar.max = 100;
  const text = document.createElement("span");
  text.setAttribute("role", "status");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "button button-quiet";
  stop.textContent = cancel;
  line.append(bar, text, stop);
  actions.append(line);
  bar.setAttribute("aria-label", sending);
  button.disabled = true;
  // A live update leaves it alone meanwhile.
  form.setAttribute("data-live-keep", "");

  const request = new XMLHttpRequest();
  const end = (message) => {
    line.replaceChildren(text);
    text.textContent = message;
    button.disabled = false;
    form.removeAttribute("data-live-keep");
    delete form.dataset.running;
    anew(form);
  };
  let said = -1;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.floor((loaded / total) * 100);
    bar.value = percent;
    // Spoken in steps, or a screen reader would never stop.
    const step = percent - (percent % 10);
    if (step === said) return;
    said = step;
    text.textContent = percent === 100 ? storing : `${sending}: ${step} %`;
  });
  request.addEventListener("load", () => {
    if (request.status === 200) location.assign(request.responseURL);
    else show(request.responseText);
  });
  request.addEventListener("error", () => end(broken));
  request.addEventListener("abort", () => end(""));
  stop.addEventListener("click", () => request.abort());
  request.open("POST", form.action);
  // The message of what was done is for the page that is loaded next, not for this answer.
  request.setRequestHeader("X-Tandem-Refresh", "1");
  request.send(new FormData(form));
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-upload]")) return;
  const input = form.elements.files;
  // Nothing chosen: the server says so.
  if (input.files.length === 0) return;
  event.preventDefault();
  const large = [...input.files].some((file) => file.size > Number(form.dataset.largest));
  input.setCustomValidity(large ? form.dataset.tooLarge : "");
  if (large) return input.reportValidity();
  if (form.dataset.running) return;
  form.dataset.running = "yes";
  send(form);
});

addEventListener("change", ({ target }) => {
  if (target.matches?.("form[data-upload] input[type=file]")) target.setCustomValidity("");
});
