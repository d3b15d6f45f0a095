/* Search in the browser, behind the theme's own box: the twin of checker/guide/search.py. Same tokens, weights and
   ranking; tests/search holds both to one file of queries. The index is fetched when search is first used. */
const CJK = "\\u1100-\\u11ff\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff々〆〇"
const WORD = `(?:(?![${CJK}])[\\p{L}\\p{N}])`
const TOKEN = new RegExp(`[${CJK}]+|${WORD}(?:${WORD}|[.@-](?=${WORD}))*`, "gu")
const IS_CJK = new RegExp(`^[${CJK}]`, "u")
const SPACE_IN_HANGUL = /(?<=[\uac00-\ud7af])\s+(?=[\uac00-\ud7af])/gu
const TITLE = 4, PHRASES = 3, HEADINGS = 2, TEXT = 0.5
const K1 = 1.2, B = 0.75, LIMIT = 10, LONGEST_QUERY = 2000

const APOSTROPHE = /(?<=[a-z])['’](?=[a-z])/g
const STOP_WORDS = new Set((
  "a am an and any are at be been being but by do does for from get gets getting got had has have he her his how" +
  " i if im in into is it its ive just me my no of on or our out so some that the their them there they this to" +
  " up us was we were what when where which who why will with would you your").split(" "))
const NEGATIONS = "cant cannot couldnt unable wont isnt arent wasnt werent doesnt didnt dont never".split(" ")
const SAME = new Map([["email", "mail"], ["e-mail", "mail"], ["e-mails", "mail"], ["sent", "send"], ...NEGATIONS.map((word) => [word, "not"])])

function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  if (word.endsWith("ies")) word = word.slice(0, -3) + "y"
  else if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word)) word = word.slice(0, -1)
  const ending = ["ing", "ed"].find((one) => word.endsWith(one) && word.length - one.length > 2)
  if (ending) {
    word = word.slice(0, -ending.length)
    if (word.at(-1) === word.at(-2) && !"ls".includes(word.at(-1))) word = word.slice(0, -1)
  }
  return word.endsWith("e") && word.length > 4 ? word.slice(0, -1) : word
}

function term(word) {
  const stemmed = stem(SAME.get(word) || word)
  return SAME.get(stemmed) || stemmed
}

function tokens(text) {
  const out = []
  const folded = text.normalize("NFKC").toLowerCase().replace(APOSTROPHE, "")
  for (const [word] of folded.replace(SPACE_IN_HANGUL, "").matchAll(TOKEN)) {
    const letters = [...word]
    if (!IS_CJK.test(word)) {
      if (!STOP_WORDS.has(word)) out.push(term(word))
    } else if (letters.length === 1) out.push(word)
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
