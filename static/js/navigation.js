// Finding one's way: the account menu closes on Escape and when one turns elsewhere; the tab one is on is in sight.

const openMenus = () => document.querySelectorAll("details.menu[open]");

addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const tab = document.querySelector(".tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft + tab.offsetWidth / 2 - tab.parentElement.offsetLeft - tab.parentElement.clientWidth / 2;
