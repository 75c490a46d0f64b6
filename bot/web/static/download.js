// A paper is made when its link is taken: until the file comes, the page says how far it is, and a second tap does
// nothing.
const form = document.querySelector("form");
const making = form.querySelector(".making");
const began = making.textContent;
let idle = 0;

async function look() {
  let said = null;
  try {
    const answer = await fetch(`${location.pathname}?progress=1`);
    said = answer.ok ? (await answer.json()).said : null;
  } catch { /* the network is away: it is looked at again */ }
  idle = said === null ? idle + 1 : 0;
  if (idle > 4) { making.hidden = true; return; }
  if (said !== null) making.textContent = said;
  setTimeout(look, 1500);
}

form.addEventListener("submit", (event) => {
  if (!making.hidden) { event.preventDefault(); return; }
  making.textContent = began;
  making.hidden = false;
  idle = 0;
  setTimeout(look, 1500);
});
