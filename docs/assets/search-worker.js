/* Search in the browser, behind the theme's own box: the twin of checker/guide/search.py. Same tokens, weights and
   ranking; tests/search holds both to one file of queries. The index is fetched when search is first used. */
const CJK = "\\u1100-\\u11ff\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff々〆〇"
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}])`
const TOKEN = new RegExp(`[${CJK}]+|${WORD}(?:${WORD}|[.@-](?=${WORD}))*`, "gu")
const IS_CJK = new RegExp(`^[${CJK}]`, "u")
const SPACE_IN_HANGUL = /(?<=[\uac00-\ud7af])\s+(?=[\uac00-\ud7af])/gu
const TITLE = 4, PHRASES = 3, HEADINGS = 2, TEXT = 0.5
const K1 = 1.2, B = 0.75, LIMIT = 10, LONGEST_QUERY = 2000

function tokens(text) {
  const out = []
  for (const [word] of text.normalize("NFKC").toLowerCase().replace(SPACE_IN_HANGUL, "").matchAll(TOKEN)) {
    const letters = [...word]
    if (letters.length === 1 || !IS_CJK.test(word)) out.push(word)
    else for (let i = 0; i < letters.length - 1; i++) out.push(letters[i] + letters[i + 1])
  }
  return out
}

function build(docs) {
  const postings = new Map(), lengths = []
  docs.forEach(([, , title, , phrases, headings, text], number) => {
    const weights = new Map()
    let length = 0
    for (const [weight, texts] of [[TITLE, [title]], [PHRASES, phrases], [HEADINGS, headings], [TEXT, [text]]]) {
      for (const token of texts.flatMap(tokens)) {
        weights.set(token, (weights.get(token) || 0) + weight)
        length += weight
      }
    }
    lengths.push(length)
    for (const [token, count] of weights) {
      if (!postings.has(token)) postings.set(token, [])
      postings.get(token).push([number, count])
    }
  })
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)
  return { docs, postings, lengths, average }
}

function rank(index, query) {
  const scores = new Map(), total = index.lengths.length
  for (const term of new Set(tokens([...query].slice(0, LONGEST_QUERY).join("")))) {
    const found = index.postings.get(term) || []
    const rarity = Math.log(1 + (total - found.length + 0.5) / (found.length + 0.5))
    for (const [doc, count] of found) {
      const norm = K1 * (1 - B + (B * index.lengths[doc]) / index.average)
      scores.set(doc, (scores.get(doc) || 0) + (rarity * count * (K1 + 1)) / (count + norm))
    }
  }
  const id = (doc) => index.docs[doc][0]
  return [...scores].sort(([a, x], [b, y]) => y - x || (id(a) < id(b) ? -1 : 1)).slice(0, LIMIT)
}

if (typeof addEventListener === "function" && typeof postMessage === "function") {
  const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c])
  let loading
  const load = () => loading ||= fetch(new URL("../search/index.json", self.location))
    .then((response) => response.ok ? response.json() : Promise.reject(new Error(String(response.status))))
    .then(({ docs }) => build(docs))
    .catch(() => { loading = undefined; return build([]) })
  const item = (index, [doc, score]) => {
    const [, path, title, description] = index.docs[doc]
    return [{ location: path, title: escape(title), text: escape(description), score, terms: {} }]
  }
  addEventListener("message", async ({ data: { type, data } }) => {
    // The index is large: it is fetched with the first question, not with every page.
    if (type === 0) {
      postMessage({ type: 1 })
    } else if (type === 2) {
      const index = data.trim() ? await load() : build([])
      postMessage({ type: 3, data: { items: rank(index, data).map((hit) => item(index, hit)) } })
    }
  })
}
