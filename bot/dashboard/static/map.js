// The map: counts of areas or pins, by filters and by weeks, and what stands behind each when it is tapped.

const card = document.getElementById("map-card");
const said = card.dataset;
const weeks = JSON.parse(said.weeks);
const names = JSON.parse(said.names);
const COUNTRY = [[5.6, 97.3], [20.5, 105.7]];
const STEP = 1100; // milliseconds that a week is shown while the weeks are played
const NEAREST = 15;

const state = { level: "provinces", week: 0, playing: false, fitted: false };
const kept = new Map(); // answers by address, so that a week that was shown is shown at once
let asked = 0;

card.hidden = false;
const map = L.map("map", { minZoom: 4, maxZoom: NEAREST, zoomSnap: 0.25, attributionControl: Boolean(said.tiles), zoomControl: false });
L.control.zoom({ zoomInTitle: said.in, zoomOutTitle: said.out }).addTo(map);
map.fitBounds(COUNTRY);
if (said.tiles) L.tileLayer(said.tiles, { attribution: plain(said.credit), maxZoom: NEAREST }).addTo(map);
else {
  fetch(said.outline).then((answer) => answer.json()).then((outline) => {
    L.geoJSON(outline, { interactive: false, style: { className: "map-outline", fill: true, weight: 1 } }).addTo(map).bringToBack();
  });
}
const marks = L.layerGroup().addTo(map);

function plain(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

function filled(text, ...values) {
  return values.reduce((whole, value, place) => whole.replace(`{${place}}`, value), text);
}

function number(count) {
  return count.toLocaleString("en-US");
}

/* ── what is asked for ── */

function filters() {
  const query = new URLSearchParams(said.asked.slice(1));
  if (state.week > 0) {
    query.set("from", weeks[state.week - 1].from);
    query.set("to", weeks[state.week - 1].to);
  }
  return query;
}

function dataAddress() {
  const query = filters();
  query.set("level", state.level);
  if (state.level === "pins") {
    const zoom = Math.floor(map.getZoom());
    query.set("zoom", zoom);
    if (zoom >= 10) query.set("box", boxOf(map.getBounds().pad(0.1)));
  }
  return `/app/map/data?${query}`;
}

function boxOf(bounds) {
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((edge) => edge.toFixed(4)).join(",");
}

async function read(address) {
  if (!kept.has(address)) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    kept.set(address, await answer.json());
  }
  return kept.get(address);
}

/* ── what is shown ── */

async function show() {
  const mine = ++asked;
  const address = dataAddress();
  document.getElementById("download").href = `${address}&download=1`;
  try {
    const found = await read(address);
    if (mine === asked) draw(found);
  } catch {
    if (mine === asked) document.getElementById("map-said").textContent = said.failed;
  }
}

function draw(found) {
  marks.clearLayers();
  const points = found.features.filter((one) => one.geometry).map((one) => one.geometry.coordinates.slice().reverse());
  if (!state.fitted && points.length) map.fitBounds(L.latLngBounds(points).pad(0.15), { maxZoom: 8 });
  state.fitted = true;
  const most = Math.max(1, ...found.features.map((one) => one.properties.count));
  for (const one of found.features) {
    if (!one.geometry) continue;
    const { count, kind, name } = one.properties;
    const size = Math.max(24 + 7 * String(count).length - 7, 24 + Math.round(20 * Math.sqrt(count / most)));
    const icon = L.divIcon({ className: `map-mark map-${kind}`, html: `<span>${number(count)}</span>`, iconSize: [size, size] });
    const [longitude, latitude] = one.geometry.coordinates;
    const label = name ? filled(said.entries, name, number(count)) : filled(said.together, number(count));
    const mark = L.marker([latitude, longitude], { icon, title: label, riseOnHover: true, zIndexOffset: -size });
    mark.on("click", () => tap(one.properties, label));
    mark.addTo(marks);
    mark.getElement()?.setAttribute("aria-label", label);
  }
  document.getElementById("map-said").textContent = filled(state.level === "pins" ? said.pins : said.total, number(found.total));
}

async function tap(what, label) {
  const query = filters();
  if (what.kind === "area") query.set("place", what.code);
  else query.set("box", what.box.join(","));
  const answer = await fetch(`/app/map/entries?${query}`);
  const panel = document.getElementById("tapped");
  const title = document.createElement("h3");
  title.textContent = label;
  if (!answer.ok) {
    panel.replaceChildren(title, said.failed);
    return;
  }
  const shown = document.createElement("div");
  shown.innerHTML = await answer.text(); // made by our own templates
  panel.replaceChildren(title, shown);
  if (what.kind === "pins" && map.getZoom() < NEAREST && what.count > 1) {
    const nearer = document.createElement("button");
    nearer.type = "button";
    nearer.textContent = said.in;
    nearer.addEventListener("click", () => {
      const [west, south, east, north] = what.box;
      map.fitBounds([[south, west], [north, east]], { maxZoom: Math.min(NEAREST, map.getZoom() + 4) });
    });
    panel.append(nearer);
  }
  panel.focus({ preventScroll: window.innerWidth > 900 });
}

/* ── level and time ── */

for (const button of card.querySelectorAll("[data-level]")) {
  button.addEventListener("click", () => {
    state.level = button.dataset.level;
    for (const one of card.querySelectorAll("[data-level]")) one.setAttribute("aria-pressed", String(one === button));
    show();
  });
}

const slider = document.getElementById("week");
const play = document.getElementById("play");

function week(at) {
  state.week = at;
  slider.value = at;
  const name = at === 0 ? said.whole : names[at - 1];
  document.getElementById("week-name").textContent = name;
  slider.setAttribute("aria-valuetext", name);
  return show();
}

async function playing() {
  state.playing = true;
  play.textContent = said.stop;
  for (let at = Number(slider.value) % weeks.length; state.playing && at < weeks.length; at += 1) {
    const began = performance.now();
    await week(at + 1);
    await new Promise((done) => setTimeout(done, Math.max(0, STEP - (performance.now() - began))));
  }
  stop();
}

function stop() {
  state.playing = false;
  play.textContent = said.play;
}

play.addEventListener("click", () => (state.playing ? stop() : playing()));
slider.addEventListener("input", () => {
  stop();
  week(Number(slider.value));
});
map.on("moveend", () => {
  if (state.level === "pins") show();
});
show();
