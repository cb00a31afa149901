// Searching from wherever one is: `/` or Ctrl K (⌘ K) goes to the field in the header, or to that of the search's own page.

const field = document.querySelector("#search [name=q], #search-text");
const isTyping = (target) => target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");

addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
  const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!field || (!slash && !chord)) return;
  event.preventDefault();
  field.focus();
  field.select();
});
