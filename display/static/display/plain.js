/* For browsers that cannot run the page's modules: the page says all it knows by itself, and is loaded anew.
   Written for any browser at all. */
(function () {
  "use strict";
  var PATIENCE_MS = 12000;
  setTimeout(function () {
    if (document.documentElement.getAttribute("data-alive")) return;
    location.reload();
  }, PATIENCE_MS);
})();
