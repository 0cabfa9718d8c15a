// Works offline after the first visit. Names under assets/ hold their content's hash: the first copy is for ever.
// The page itself comes from the network while there is one, so that a new build is seen at once.
const CACHE = 'ridethrough-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => event.waitUntil(keep(event.data).catch(() => undefined)));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(request.url.includes('/assets/') ? keptOrFetched(request) : fetchedOrKept(request));
});

async function keptOrFetched(request) {
  return (await caches.match(request)) ?? fetchAndKeep(request);
}

async function fetchedOrKept(request) {
  try {
    return await fetchAndKeep(request);
  } catch {
    return (await caches.match(request)) ?? Response.error();
  }
}

async function fetchAndKeep(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

// All files of the page, some of which it loaded before this worker was there; those of an older build go.
async function keep(files) {
  const cache = await caches.open(CACHE);
  for (const file of files) if (!(await cache.match(file))) await cache.add(file);
  for (const request of await cache.keys()) if (!files.includes(request.url.split('#')[0])) await cache.delete(request);
}
