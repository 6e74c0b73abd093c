/* Fadu's service worker, version {{ version }}. Static files come from the cache; pages and forms
   always from the network, and when that fails the person is told so. Nothing personal is kept. */

const NAME = "fadu-{{ version }}";
const STATIC = "{{ static|escapejs }}";
const PAGE = "{{ page|escapejs }}";
const CORE = [{% for address in core %}"{{ address|escapejs }}", {% endfor %}PAGE];
const PATIENCE = 20000;

const forget = async (all) => {
  for (const name of await caches.keys()) {
    if (name.startsWith("fadu-") && (all || name !== NAME)) await caches.delete(name);
  }
};
{% if on %}
addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(CORE)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => event.waitUntil(forget(false).then(() => clients.claim())));

async function file(request) {
  const kept = await caches.open(NAME);
  const held = await kept.match(request);
  if (held) return held;
  const answer = await fetch(request);
  if (answer.status === 200 && answer.type === "basic") await kept.put(request, answer.clone());
  return answer;
}

async function page(request) {
  const stop = new AbortController();
  /* A form may have arrived although its answer is late: only looking is given up. */
  const timer = request.method === "GET" && setTimeout(() => stop.abort(), PATIENCE);
  try {
    return await fetch(request, { signal: stop.signal });
  } catch {
    const held = await (await caches.open(NAME)).match(PAGE);
    return held || Response.error();
  } finally {
    clearTimeout(timer);
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && address.pathname.startsWith(STATIC)) {
    event.respondWith(file(request));
  }
});
{% else %}
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil(forget(true).then(() => registration.unregister()));
});
{% endif %}
