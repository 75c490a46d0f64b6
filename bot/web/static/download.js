// A paper is made when its link is taken: until the file comes, the page says so, and a second tap does nothing.
const form = document.querySelector("form");
const making = form.querySelector(".making");
form.addEventListener("submit", (event) => {
  if (!making.hidden) { event.preventDefault(); return; }
  making.hidden = false;
  setTimeout(() => { making.hidden = true; }, 8000);
});
