/* Lays a movable map over the picture of pages/parts/map.html. No tiles, no glyphs, no request. */
import { Map, Marker, NavigationControl, ScaleControl } from "../maplibre/maplibre-gl.mjs";

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A style with one layer of ground and the shapes upon it. */
function style(shapes) {
  const current = ["==", ["get", "current"], true];
  return {
    version: 8,
    sources: { shapes: { type: "geojson", data: shapes } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": token("--paper") } },
      { id: "areas", type: "fill", source: "shapes",
        paint: { "fill-color": ["case", current, token("--seal-wash"), token("--blue-wash")] } },
      { id: "lines", type: "line", source: "shapes",
        paint: { "line-color": ["case", current, token("--seal"), token("--blue")],
                 "line-width": ["case", current, 3, 1.4] } },
    ],
  };
}

/** The name of each shape, as an element of our own page: MapLibre would want glyphs for it. */
function label(map, feature) {
  const ring = feature.geometry.coordinates[0];
  const middle = [0, 1].map((axis) => ring.reduce((sum, place) => sum + place[axis], 0) / ring.length);
  const element = document.createElement("span");
  element.className = "map-label";
  element.textContent = feature.properties.title;
  new Marker({ element }).setLngLat(middle).addTo(map);
}

function enliven(figure) {
  const data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const place = figure.querySelector(".map-live");
  const picture = figure.querySelector("svg");
  place.hidden = false;
  let map;
  try {
    map = new Map({
      container: place, style: style(data.shapes), attributionControl: false,
      bounds: data.bounds, fitBoundsOptions: { padding: 28 }, dragRotate: false,
      fadeDuration: 0,
      locale: { "Map.Title": figure.dataset.title },
    });
  } catch {
    place.hidden = true; // no WebGL here: the picture stays
    return;
  }
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable();
  map.on("click", () => map.scrollZoom.enable());
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric" }));
  map.once("load", () => {
    data.shapes.features.forEach((feature) => label(map, feature));
    picture.classList.add("hidden-visually");
    figure.querySelector(".map-hint").textContent = ` · ${figure.dataset.hint}`;
    figure.dataset.alive = "";
  });
}

document.querySelectorAll("[data-map]").forEach(enliven);
