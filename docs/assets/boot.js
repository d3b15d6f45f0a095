/* Before the first paint: light or dark, and what the theme's bundle expects to find before it starts. */
var __md_scope = new URL(document.currentScript.dataset.scope + "/", location)
function __md_hash(text) {
  return [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0)
}
function __md_get(key, storage = localStorage, scope = __md_scope) {
  try { return JSON.parse(storage.getItem(scope.pathname + "." + key)) } catch { return null }
}
function __md_set(key, value, storage = localStorage, scope = __md_scope) {
  try { storage.setItem(scope.pathname + "." + key, JSON.stringify(value)) } catch { /* private mode */ }
}
{
  const root = document.documentElement, saved = __md_get("__palette")
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
  root.setAttribute("data-md-color-scheme", saved && saved.color ? saved.color.scheme : dark ? "slate" : "default")
  root.classList.remove("no-js")
}
