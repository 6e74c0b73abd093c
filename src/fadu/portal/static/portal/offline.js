/* Registers the service worker of the bureau's pages; its address stands on the script's own tag. */

const address = document.querySelector("script[data-worker]")?.dataset.worker;
if (address && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(address, { updateViaCache: "none" }).catch(() => {});
}
