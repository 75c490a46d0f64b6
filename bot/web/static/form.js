// Saves each answer as it is given, and redraws the questions when an answer changes which of them apply.
// Without this file the page works the same, by its buttons.
const form = document.getElementById("form");
const fields = document.getElementById("fields");
const status = document.getElementById("status");
let line = Promise.resolve(); // one answer after another

function values(field) {
  const inputs = [...field.querySelectorAll("input[name^='a:'], textarea, select")];
  const chosen = inputs.filter(input => !["radio", "checkbox"].includes(input.type) || input.checked);
  return chosen.map(input => input.value);
}

async function save(field) {
  const key = field.dataset.key;
  const along = [...form.querySelectorAll("[data-along]")].map(input => [input.name, input.value]);
  const body = new URLSearchParams([["key", key], ...values(field).map(value => ["value", value]), ...along]);
  status.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body });
    if (answer.status === 404) return location.reload();
    if (!answer.ok) throw new Error(answer.status);
    show(key, await answer.json());
  } catch {
    status.textContent = form.dataset.unsaved;
  }
}

function show(key, answer) {
  document.getElementById("progress").textContent = answer.progress;
  status.textContent = answer.error ? "" : form.dataset.saved;
  for (const [name, value] of Object.entries(answer.along)) form.querySelector(`[data-along][name="${name}"]`).value = value;
  if (answer.fields !== null) return redraw(answer.fields);
  const field = fields.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!field) return;
  field.classList.toggle("wrong", Boolean(answer.error));
  field.querySelector(".error").textContent = answer.error ?? "";
}

function redraw(html) {
  const active = document.activeElement;
  const where = active?.closest("[data-key]")?.dataset.key;
  const typed = active?.matches("input[type=text], textarea") ? [active.value, active.selectionStart] : null;
  const mark = active?.value;
  const files = [...fields.querySelectorAll("input[type=file]")].filter(input => input.files.length);
  fields.innerHTML = html;
  for (const kept of files) document.getElementById(kept.id)?.replaceWith(kept);
  prepare();
  const field = where && fields.querySelector(`[data-key="${CSS.escape(where)}"]`);
  if (!field) return;
  const inputs = [...field.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const next = inputs.find(input => ["radio", "checkbox"].includes(input.type) && input.value === mark) ?? inputs[0];
  if (next && typed) [next.value] = typed;
  next?.focus({ preventScroll: true });
  if (typed && next?.setSelectionRange) next.setSelectionRange(typed[1], typed[1]);
}

function prepare() {
  for (const button of fields.querySelectorAll("[data-locate]")) button.hidden = !navigator.geolocation;
}

// A file that is too large is said before it is sent, which takes minutes in a village.
function isTooLarge(input) {
  const found = [...input.files].some(file => file.size > Number(form.dataset.largest));
  const field = input.closest("[data-key]");
  field.classList.toggle("wrong", found);
  field.querySelector(".error").textContent = found ? form.dataset.tooLarge : "";
  return found;
}

form.addEventListener("submit", event => {
  const large = [...fields.querySelectorAll("input[type=file]")].find(isTooLarge);
  if (!large) return;
  event.preventDefault();
  large.focus();
});

form.addEventListener("change", event => {
  const field = event.target.closest("[data-key]");
  if (!field) return;
  if (event.target.type === "file") return isTooLarge(event.target);
  line = line.then(() => save(field));
});

fields.addEventListener("click", event => {
  const button = event.target.closest("[data-locate]");
  if (!button) return;
  navigator.geolocation.getCurrentPosition(place => {
    const input = document.getElementById(button.dataset.locate);
    const here = `${place.coords.latitude.toFixed(6)}, ${place.coords.longitude.toFixed(6)}`;
    input.value = input.tagName === "TEXTAREA" && input.value.trim() ? `${input.value.trim()}\n${here}` : here;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

prepare();
document.getElementById("wrong")?.focus();
