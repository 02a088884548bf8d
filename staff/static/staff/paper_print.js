// Prints the page.
document.querySelector("#print")?.addEventListener("click", () => window.print());
