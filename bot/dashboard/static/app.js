// What makes pages quicker to use; each works without it.

// A filter acts when it is chosen. Words are sent by Enter or by the button, so that nobody's typing is cut short.
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=date], input[type=checkbox]")) form.requestSubmit();
  });
  // Empty fields make an address that nobody can read or send on.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

// A form that was sent once is not sent again by a second tap.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
}

// One open menu at a time, and none after a tap beside it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".places details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A grid of days is as wide as its days: what is newest stands at its right end.
for (const grid of document.querySelectorAll(".scroll.to-end")) grid.scrollLeft = grid.scrollWidth;

// What goes on by itself is looked at again while somebody looks.
const goingOn = document.querySelector("[data-again]");
if (goingOn) setInterval(() => { if (!document.hidden) location.reload(); }, 1000 * Number(goingOn.dataset.again));

// What is done some at a time goes on while somebody looks, until they leave the page.
const goesOn = document.querySelector("form[data-go-on]");
if (goesOn) setTimeout(() => goesOn.requestSubmit(), 500);
