// Runs before the first paint, so that a dark screen never flashes white. The rest is src/platform/theme.ts.
(function () {
  var choice = "system";
  try {
    choice = localStorage.getItem("tandem:theme") || "system";
  } catch {}
  var dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
})();
