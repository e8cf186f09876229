// Fetches this very page again and takes over its content, so that there is one rendering, the server's.
async function refresh() {
  try {
    const answer = await fetch("/", { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.title = "Skidway";
  } catch {
    document.title = "Skidway (no answer)";
  }
  setTimeout(refresh, 2000);
}
setTimeout(refresh, 2000);
