// The hall's screens, which nobody touches: data-again="5" shows the page anew every five seconds,
// data-back="12" goes back to the address in href. A stalled network leaves what was there, and says so.

const again = document.querySelector("[data-again]");
const back = document.querySelector("[data-back]");

const renew = async () => {
  const stale = document.querySelector("[data-stale]");
  try {
    const answer = await fetch(location.href, { signal: AbortSignal.timeout(4000) });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
    }
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
};

if (again) setInterval(renew, Number(again.dataset.again) * 1000);
if (back) setTimeout(() => location.assign(back.href), Number(back.dataset.back) * 1000);
