// The simulator behind the page: calls of the control API and live news.
import { t } from "./words.js";
import { toast } from "./dom.js";

/** A failure the person has been told of already: nothing is left to report. */
export class Told extends Error {}

async function call(method, path, body) {
  const form = body instanceof FormData;
  const answer = await fetch(path, {
    method, body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    headers: body === undefined || form ? {} : { "Content-Type": "application/json" },
  }).catch((error) => { toast(t("offline"), true); throw new Told(error.message); });
  const said = await answer.json();
  if (!answer.ok) {
    toast(`${t("refused")}: ${said.error}`, true);
    throw new Told(said.error);
  }
  return said;
}

const who = (id) => `/sim/people/${encodeURIComponent(id)}`;

export const line = {
  get: (path) => call("GET", path),
  post: (path, body = {}) => call("POST", path, body),
  remove: (path) => call("DELETE", path),
  state: () => call("GET", "/sim/state"),
  chat: (id) => call("GET", `${who(id)}/chat`),
  menu: (id) => call("GET", `${who(id)}/menu`),
  switchMenu: (id, alias) => call("POST", `${who(id)}/menu/switch`, { richMenuAliasId: alias }),

  /** One act of a person. A bot that does not acknowledge is told of, not hidden. */
  async act(id, act, given = {}) {
    const done = await call("POST", `${who(id)}/${act}`, given);
    const bad = done.delivered.find((one) => one.status < 200 || one.status > 299);
    if (bad) toast(`${t("bot.silent")}: ${bad.status || bad.reason}`, true);
    return done;
  },
};

/** Listen to news by kind; lost connections are mended by the browser, then everything is read anew. */
export function listen(kinds, onreload) {
  const source = new EventSource("/sim/news");
  let lost = false;
  source.onerror = () => { if (!lost) toast(t("offline"), true); lost = true; };
  source.onopen = () => { if (lost) onreload(); lost = false; };
  source.addEventListener("reload", onreload);
  for (const [kind, tell] of Object.entries(kinds)) source.addEventListener(kind, (event) => tell(JSON.parse(event.data)));
}
