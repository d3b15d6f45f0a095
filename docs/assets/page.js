/* Behaviour of the articles. Every part works, unadorned, without this file. */
const all = (selector, root = document) => [...root.querySelectorAll(selector)]

/* The theme keeps the choice of colours on the body; the root follows, for scroll bars and the first paint. */
const followScheme = () => {
  const scheme = document.body.getAttribute("data-md-color-scheme")
  if (scheme) document.documentElement.setAttribute("data-md-color-scheme", scheme)
}
new MutationObserver(followScheme).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
followScheme()

/* Role tabs: the list stands in the page, the script makes it work. */
for (const set of all("[data-mc-tabs]")) {
  const panels = all(":scope > .mc-tab", set)
  const list = set.querySelector(":scope > .mc-tabs__list")
  if (!list) continue
  const tabs = all("[role=tab]", list)
  const show = (index) => tabs.forEach((tab, i) => {
    tab.setAttribute("aria-selected", i === index)
    tab.tabIndex = i === index ? 0 : -1
    panels[i].hidden = i !== index
  })
  panels.forEach((panel, i) => {
    panel.setAttribute("role", "tabpanel")
    panel.setAttribute("aria-labelledby", tabs[i].id)
  })
  list.addEventListener("click", (event) => {
    const index = tabs.indexOf(event.target.closest("[role=tab]"))
    if (index >= 0) show(index)
  })
  list.addEventListener("keydown", (event) => {
    const now = tabs.indexOf(document.activeElement)
    const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const index = (next + tabs.length) % tabs.length
    show(index)
    tabs[index].focus()
  })
  set.classList.add("is-tabbed")
  set.mcShow = (panel) => show(panels.indexOf(panel))
  show(0)
}

/* A link to a step or a role opens its tab and its step. */
const reveal = () => {
  let target
  try {
    target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return /* "#%" is no anchor of ours */
  }
  if (!target) return
  const panel = target.closest(".mc-tab")
  if (panel && panel.parentElement.mcShow) panel.parentElement.mcShow(panel)
  const details = target.matches(".mc-step") && target.querySelector("details")
  if (details) details.open = true
  if (panel) target.scrollIntoView()
}
addEventListener("hashchange", reveal)
reveal()

/* Copy for support: title, section, link. */
const copy = async (button, text) => {
  const label = button.textContent
  try { await navigator.clipboard.writeText(text) } catch { return }
  button.classList.add("is-done")
  button.textContent = button.dataset.done || label
  setTimeout(() => { button.classList.remove("is-done"); button.textContent = label }, 1600)
}
const pageCopy = document.querySelector("[data-mc-copy=page]")
if (pageCopy) {
  for (const heading of all(".mc-body h2[id], .mc-fixes h2[id], .mc-group h2[id]")) {
    const button = pageCopy.cloneNode(true)
    button.removeAttribute("data-mc-copy")
    button.dataset.anchor = heading.id
    button.setAttribute("aria-label", pageCopy.textContent + ": " + heading.textContent)
    const row = document.createElement("div")
    row.className = "mc-heading"
    heading.replaceWith(row)
    row.append(heading, button)
  }
}
addEventListener("click", (event) => {
  const button = event.target.closest(".mc-copy")
  if (!button) return
  if (button.dataset.for) return void copy(button, document.getElementById(button.dataset.for).textContent.trim())
  const anchor = button.dataset.anchor
  const heading = anchor && document.getElementById(anchor).textContent
  const link = location.href.split("#")[0] + (anchor ? "#" + anchor : "")
  copy(button, [document.querySelector("h1").textContent.trim(), heading, link].filter(Boolean).join("\n"))
})

/* An example fills the box first, so that the reader sees what is asked. */
for (const form of all("[data-mc-ask]")) {
  for (const example of all(".mc-example", form)) {
    example.addEventListener("click", () => {
      form.text.value = example.dataset.text
      form.text.focus()
    })
  }
}

/* Paper shows every step and every role. */
addEventListener("beforeprint", () => {
  for (const details of all(".mc-step details")) { details.removeAttribute("name"); details.open = true }
})

/* The theme opens menu and search by labels, which a keyboard cannot reach: make them buttons. */
for (const label of all(".mc-header__menu, .mc-header__search")) {
  const button = document.createElement("button")
  button.type = "button"
  button.className = label.className
  button.append(...label.childNodes)
  const toggle = document.getElementById(label.htmlFor)
  button.addEventListener("click", () => {
    toggle.click()
    if (toggle.id === "__search") document.forms.namedItem("search").query.focus()
  })
  label.replaceWith(button)
}

/* The language list closes by Escape and by a press elsewhere. */
for (const list of all(".mc-language")) {
  addEventListener("click", (event) => { if (!list.contains(event.target)) list.open = false })
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return
    list.open = false
    list.querySelector("summary").focus()
  })
}

/* The name of a chosen or dropped file. */
for (const input of all(".mc-file input")) {
  const name = input.parentElement.querySelector(".mc-file__name")
  const show = () => { name.textContent = [...input.files].map((file) => file.name).join(", ") }
  input.addEventListener("change", show)
  input.form.addEventListener("reset", () => setTimeout(show))
  addEventListener("drop", () => setTimeout(show))
  show()
}

/* Another language of the page opens at the same place: anchors are equal in all of them. */
for (const event of ["click", "auxclick"]) {
  addEventListener(event, ({ target }) => {
    const link = location.hash && target.closest?.("a[hreflang]")
    if (link && link.origin === location.origin) link.hash = location.hash
  })
}

/* The explanation of a term closes by Escape and by a press elsewhere. */
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const term of all(".mc-term:is(:hover, :focus)")) {
    term.classList.add("is-away")
    for (const end of ["pointerleave", "blur"]) term.addEventListener(end, () => term.classList.remove("is-away"), { once: true })
  }
})
addEventListener("pointerdown", (event) => {
  const term = document.activeElement.closest(".mc-term")
  if (term && !term.contains(event.target)) term.blur()
})

/* The theme's search listens for keys only; pasted, dictated and composed text counts too. */
const query = document.forms.namedItem("search")?.query
const typed = () => query.dispatchEvent(new Event("keyup"))
if (query) query.addEventListener("input", typed)

/* Another page in place of an answer: posts a form for the fragment alone. Null where our server has no answer. */
const fragmentOf = async (action, data) => {
  const response = await fetch(action, { method: "POST", body: new URLSearchParams(data), headers: { "X-Fragment": "1" } })
  if (!response.ok || !(response.headers.get("Content-Type") || "").startsWith("text/html")) return null
  const fragment = document.createElement("template")
  fragment.innerHTML = await response.text()
  return fragment.content.querySelector(".mc-result") && fragment.content
}

/* "No, it is a …": the same text, read in another way, answered in the same place. */
addEventListener("submit", async (event) => {
  const form = event.target
  const region = form.matches("[data-mc-again]") && form.closest("[data-answer-region]")
  if (!region) return
  event.preventDefault()
  const data = new FormData(form, event.submitter)
  const answer = await fragmentOf(form.action, data).catch(() => null)
  if (answer) {
    region.replaceChildren(answer)
    region.querySelector(".mc-read__as")?.focus()
  } else {
    const said = document.createElement("input")
    Object.assign(said, { type: "hidden", name: "as", value: data.get("as") })
    form.append(said)
    form.submit()
  }
})

/* Beside the articles: what a pasted code or reply means, and what to do where nothing is found. */
const found = document.querySelector("[data-mc-found]")
if (query && found) {
  const [decoded, none] = all(".mc-found", found.parentElement)
  const list = found.parentElement.querySelector(".md-search-result__list")
  const CODE = /(?:^|[^\w.@-])(?:[245]\d\d(?![\w.@])|[245]\.\d{1,3}\.\d{1,3}(?![\w.])|TSS\d\d|EC[-_ ]?\d{3})/i
  const told = new Set()
  let clock, asked
  const decode = async (text) => {
    const answer = await fragmentOf(decoded.action, { text }).catch(() => null)
    if (query.value.trim() !== text) return
    const headline = answer?.querySelector("[data-kind] .mc-outcome")
    const links = answer ? all("a[href*='/reasons/']", answer) : []
    decoded.hidden = !headline
    if (headline) decoded.querySelector(".mc-found__answer").replaceChildren(headline, ...links.slice(0, 1))
  }
  /* Once for each question, when the typing has stopped; never what may be an address. */
  const tell = (text) => {
    if (list.children.length || told.has(text) || /[@＠﹫]/.test(text)) return
    told.add(text)
    const body = JSON.stringify({ query: text, locale: found.dataset.locale })
    fetch(found.dataset.api, { method: "POST", body, headers: { "Content-Type": "application/json" } }).catch(() => {})
  }
  const look = () => {
    const text = query.value.trim()
    none.hidden = !text || list.children.length > 0 || !decoded.hidden
    if (text === asked) return
    asked = text
    for (const form of [decoded, none]) form.text.value = text
    decoded.hidden = true
    clearTimeout(clock)
    if (!text) return
    clock = setTimeout(() => {
      if (CODE.test(text)) decode(text).then(look)
      clock = setTimeout(tell, 1700, text)
    }, 300)
  }
  query.addEventListener("input", look)
  query.form.addEventListener("reset", () => setTimeout(look))
  new MutationObserver(look).observe(list, { childList: true })
}

/* The theme's script (search, menu, colours, topics) comes when the page has been painted. */
{
  const { theme } = document.currentScript.dataset
  const start = () => {
    const script = document.createElement("script")
    script.src = theme
    script.addEventListener("load", () => query?.value && typed())
    document.body.append(script)
  }
  const soon = () => window.requestIdleCallback ? requestIdleCallback(start, { timeout: 500 }) : setTimeout(start, 50)
  if (document.readyState === "complete") soon()
  else addEventListener("load", soon)
}
