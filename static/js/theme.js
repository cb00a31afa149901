// Light or dark at once, without leaving the page and what is being typed on it.

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-theme-form") || event.defaultPrevented) return;
  const theme = event.submitter?.value;
  if (!theme) return;
  event.preventDefault();
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button[name=theme]")) button.setAttribute("aria-pressed", String(button.value === theme));
  fetch(form.action, { method: "post", body: new URLSearchParams(new FormData(form, event.submitter)), redirect: "manual" }).catch(() => {});
});
