// Words of the page, in the language one reads; days as Thai people write them.
import en from "./i18n/en.js";
import th from "./i18n/th.js";

const LANGUAGES = { th, en };
const asked = new URLSearchParams(location.search).get("lang") || localStorage.getItem("language");
export const language = asked in LANGUAGES ? asked : "th";
const words = LANGUAGES[language];
const ZONE = "Asia/Bangkok";
const calendar = language === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
const format = (options) => new Intl.DateTimeFormat(calendar, { timeZone: ZONE, ...options });
const formats = {
  time: format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  seconds: format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
};
const parts = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
const longParts = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });

export const t = (key) => words[key] ?? key;
export const time = (ms) => formats.time.format(ms);
export const clockTime = (ms) => formats.seconds.format(ms);

/** พุธ 12 ก.ค. 2566, without the era the browser adds. */
export function day(ms, long = false) {
  const found = Object.fromEntries((long ? longParts : parts).formatToParts(ms).map((part) => [part.type, part.value]));
  const weekday = language === "th" ? longWeekday(ms) : found.weekday;
  return `${weekday} ${found.day} ${found.month} ${found.year}`;
}

const weekdays = format({ weekday: "long" });
const longWeekday = (ms) => weekdays.format(ms).replace(/^วัน/, "");

export function switchLanguage() {
  localStorage.setItem("language", language === "th" ? "en" : "th");
  const url = new URL(location.href);
  url.searchParams.delete("lang");
  location.href = url;
}

/** Fill in texts and labels of the static page. */
export function translate(root = document) {
  document.documentElement.lang = language;
  for (const one of root.querySelectorAll("[data-text]")) one.textContent = t(one.dataset.text);
  for (const one of root.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", t(one.dataset.label));
    one.title = t(one.dataset.label);
  }
}
