// `<button type="button" hidden data-print>` prints the page. Hidden where it cannot work.

for (const button of document.querySelectorAll("button[data-print][hidden]")) button.hidden = false;
addEventListener("click", (event) => {
  if (event.target.closest?.("button[data-print]")) print();
});
