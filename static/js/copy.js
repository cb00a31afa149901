// `<button type="button" hidden data-copy="#id">` copies the text of that element. Hidden where it cannot work.

const show = () => {
  for (const button of document.querySelectorAll("button[data-copy][hidden]")) button.hidden = false;
};

if (navigator.clipboard) {
  show();
  document.addEventListener("live:refreshed", show);
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    const text = button && document.querySelector(button.dataset.copy)?.textContent;
    if (text) navigator.clipboard.writeText(text.trim());
  });
}
