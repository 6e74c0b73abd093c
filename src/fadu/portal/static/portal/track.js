/* A scanned receipt brings the tracking code behind #, where no server sees it: fill it in. */

const code = document.getElementById("code");
const brought = /^#([A-Z2-7]{8})$/.exec(location.hash);
if (code && brought && !code.value) {
  code.value = brought[1];
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("main form button[type=submit]").focus();
}
