// Keys for reviewing: j and k move, a approves, p praises, r returns, c writes, x ticks. Without it everything is tapped.
const entries = [...document.querySelectorAll("article.review")];

function focused() {
  return document.activeElement?.closest("article.review");
}

function move(by) {
  const at = entries.indexOf(focused());
  const next = entries[at < 0 ? 0 : Math.min(Math.max(at + by, 0), entries.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "start" });
}

function write(entry) {
  entry.querySelector("details.more").open = true;
  entry.querySelector("textarea").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && focused()) return focused().focus();
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  const entry = focused() ?? entries[0];
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (!entry) return;
  else if (event.key === "a" || event.key === "p") entry.querySelector(`[data-key=${event.key}]`).click();
  else if (event.key === "r" || event.key === "c") write(entry);
  else if (event.key === "x") entry.querySelector("[data-key=x]").click();
  else return;
  event.preventDefault();
});

// After an act the next entry has the keys.
if (location.hash.startsWith("#entry-")) document.querySelector(`article${location.hash}`)?.focus();
else if (document.referrer === "") entries[0]?.focus({ preventScroll: true });
