/* Search in the browser, behind the theme's own box: the twin of checker/guide/terms.py and search.py. Same terms,
   weights and ranking; tests/search holds both to the same questions. The index is fetched when search is first used,
   and brings the words of checker/guide/search.toml along. */
const HANGUL = "\\uac00-\\ud7af"
const CJK = `\\u1100-\\u11ff\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff${HANGUL}\\uf900-\\ufaff々〆〇`
const LETTER = `(?:(?![${CJK}])[\\p{L}\\p{N}])`
const TOKEN = new RegExp(`[${CJK}]+|${LETTER}(?:${LETTER}|[.@-](?=${LETTER}))*`, "gu")
const IS_CJK = new RegExp(`^[${CJK}]`, "u")
const IS_HAN = /^[\u3400-\u4dbf\u4e00-\u9fff々]/
const HANGUL_WORD = new RegExp(`[${HANGUL}]+`, "g")
const HANGUL_PAIR = new RegExp(`^[${HANGUL}]{2}$`)
const SPACE_IN_HANGUL = new RegExp(`(?<=[${HANGUL}]) +(?=[${HANGUL}])`, "g")
// What Python's \s is, which has four separators more and lacks U+FEFF.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const LONG_TAIL = /(?<=[\u30a0-\u30ff]{2})ー(?![\u30a0-\u30ff])/g
const PARTICLE = /(?<=[\u30a1-\u30ff\u3400-\u9fff])[をのがはにでとへも]{1,2}(?=[\u30a1-\u30ff\u3400-\u9fff])/g
const PARTICLE_BESIDE_LATIN = /(?<=[a-z0-9])[をのがはにでとへも]{1,2}(?=[^\u3041-\u309f])/g
const APOSTROPHE = /(?<=[a-z])['’](?=[a-z])/g
const PARTS = /[a-z]+|[0-9]+(?:\.[0-9]+)*/g
const LETTERS = /^[a-z]{3,}$/

const WORD = 2, PART = 0.5, HAN = 0.6, LOOSE = 0.4
const FIELDS = [[4, 0.3], [2.5, 0.5], [2, 0.75], [0.3, 0.75]]
const K1 = 1.6, NEAREST = 1, UNKNOWN = 0.5, CLOSE = 0.7, MOST_CLOSE = 3, LIMIT = 10, LONGEST_QUERY = 2000
const SECTIONS = { index: 0.8, about: 0.85, providers: 0.9 }
const VOWELS = new Map([[1, 5], [3, 7], [10, 11], [15, 11]])
const TENSES = new Set([4, 6, 8, 16, 17, 20])

const before = (a, b) => a < b ? -1 : a > b ? 1 : 0

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

function syllables(text, finals) {
  let out = ""
  for (const letter of text) {
    let number = letter.codePointAt(0) - 0xac00
    if (number < 0 || number >= 11172) { out += letter; continue }
    const vowel = Math.floor(number / 28) % 21, final = number % 28
    number += ((VOWELS.get(vowel) ?? vowel) - vowel) * 28
    out += String.fromCharCode(0xac00 + number - (finals || !TENSES.has(final) ? 0 : final))
  }
  return out
}

function bounded(piece) {
  const latin = (letter) => letter.charCodeAt(0) < 128
  return (latin(piece[0]) ? "(?<![a-z0-9])" : "") + piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") +
    (latin(piece.at(-1)) ? "(?![a-z0-9])" : "")
}

function splitter({ stop, endings, words, pieces }) {
  const stopWords = new Set(stop), same = new Map(Object.entries(words)), whole = new Map(Object.entries(pieces))
  const pattern = new RegExp([...whole.keys()].map(bounded).join("|") || "(?!)", "g")
  const term = (word) => same.get(word) ?? same.get(stem(word)) ?? stem(word)
  const withoutEnding = (word) => {
    if (whole.has(word)) return word
    const stems = endings.filter((one) => word.endsWith(one) && word.length - one.length >= 2)
      .map((one) => word.slice(0, -one.length))
    return stems.find((one) => whole.has(one)) ?? stems[0] ?? word
  }
  const even = (text) => {
    const plain = text.normalize("NFKC").toLowerCase().replace(APOSTROPHE, "")
    const joined = plain.replace(SPACES, " ").replace(HANGUL_WORD, withoutEnding)
      .replace(SPACE_IN_HANGUL, "").replace(LONG_TAIL, "").replace(pattern, (piece) => whole.get(piece))
    return syllables(joined.replace(LONG_TAIL, "").replace(PARTICLE_BESIDE_LATIN, " ").replace(PARTICLE, ""), true)
  }
  return (text) => {
    const out = []
    for (const [word] of even(text).matchAll(TOKEN)) {
      if (!IS_CJK.test(word)) {
        if (stopWords.has(word)) continue
        out.push([term(word), WORD])
        const parts = word.match(PARTS) || []
        if (parts.length > 1 && !same.has(word)) {
          for (const part of parts) if (!stopWords.has(part)) out.push([term(part), PART])
        }
        continue
      }
      const letters = [...word]
      if (letters.length === 1) out.push([word, 1])
      for (let i = 0; i < letters.length - 1; i++) {
        const pair = letters[i] + letters[i + 1]
        out.push([pair, 1])
        if (HANGUL_PAIR.test(pair)) out.push(["~" + syllables(pair, false), LOOSE])
      }
      for (const letter of letters) if (IS_HAN.test(letter)) out.push(["~" + letter, HAN])
    }
    return out
  }
}

function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let older, above = [], row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    older = above; above = row; row = [i + 1]
    for (let j = 0; j < b.length; j++) {
      let cost = Math.min(above[j] + (a[i] !== b[j]), above[j + 1] + 1, row[j] + 1)
      if (i && j && a[i] === b[j - 1] && a[i - 1] === b[j]) cost = Math.min(cost, older[j - 1] + 1)
      row.push(cost)
    }
    if (Math.min(...row) > most) return most + 1
  }
  return row.at(-1)
}

const factor = (id) => SECTIONS[id === "index" || id.endsWith("/index") ? "index" : id.split("/")[0]] ?? 1

function build(docs, words) {
  const terms = splitter(words), counted = [], phrases = []
  docs.forEach(([, , title, , own, headings, text], number) => {
    counted.push([[title], own, headings, [text]].map((texts) => {
      const counts = new Map()
      for (const [term] of texts.flatMap(terms)) counts.set(term, (counts.get(term) || 0) + 1)
      return counts
    }))
    for (const phrase of [title, ...own]) phrases.push([number, new Map(terms(phrase))])
  })
  const lengths = counted.map((doc) => doc.map((counts) => [...counts.values()].reduce((a, b) => a + b, 0)))
  const averages = FIELDS.map((_, field) => lengths.reduce((sum, doc) => sum + doc[field], 0) / Math.max(1, docs.length) || 1)
  const postings = new Map()
  counted.forEach((doc, number) => {
    const sums = new Map()
    FIELDS.forEach(([weight, b], field) => {
      const norm = weight / (1 - b + (b * lengths[number][field]) / averages[field])
      for (const [term, count] of doc[field]) sums.set(term, (sums.get(term) || 0) + count * norm)
    })
    for (const [term, total] of sums) {
      if (!postings.has(term)) postings.set(term, [])
      postings.get(term).push([number, total])
    }
  })
  const rare = (found) => Math.log(1 + (docs.length - found + 0.5) / (found + 0.5))
  const rarity = new Map([...postings].map(([term, found]) => [term, rare(found.length)]))
  const sizes = [], inPhrases = new Map()
  for (const [number, weights] of phrases) {
    let size = 0
    for (const [term, weight] of weights) {
      if (!inPhrases.has(term)) inPhrases.set(term, [])
      inPhrases.get(term).push(sizes.length)
      size += rarity.get(term) * weight
    }
    sizes.push([number, size])
  }
  const known = new Map([...postings.keys()].filter((term) => LETTERS.test(term)).map((term) => [term, term]))
  for (const [word, kept] of Object.entries(words.words)) if (postings.has(kept) && LETTERS.test(kept) && LETTERS.test(word)) known.set(word, kept)
  const vocabulary = [...known].sort(([a], [b]) => before(a, b))
  return { docs, terms, postings, rare, rarity, sizes, inPhrases, vocabulary, factors: docs.map(([id]) => factor(id)) }
}

function close({ vocabulary }, term) {
  if (!LETTERS.test(term)) return []
  const begun = vocabulary.filter(([word]) => word.startsWith(term)).map(([, kept]) => kept)
  if (begun.length || term.length < 4) return begun.slice(0, MOST_CLOSE)
  const most = term.length < 7 ? 1 : 2
  const found = vocabulary.filter(([word]) => word[0] === term[0]).map(([word, kept]) => [distance(term, word, most), kept])
  const least = Math.min(most, ...found.map(([far]) => far))
  return found.filter(([far]) => far === least).slice(0, MOST_CLOSE).map(([, kept]) => kept)
}

function asked(index, query) {
  const out = new Map(), ask = (term, weight) => { if (!out.has(term)) out.set(term, weight) }
  for (const [term, weight] of index.terms([...query].slice(0, LONGEST_QUERY).join(""))) {
    const others = index.rarity.has(term) ? [] : close(index, term)
    for (const other of others) ask(other, weight * CLOSE)
    if (!others.length) ask(term, weight)
  }
  return out
}

function rank(index, query) {
  const scores = new Map(), near = new Map(), best = new Map()
  let whole = 0
  for (const [term, weight] of asked(index, query)) {
    if (!index.rarity.has(term)) { whole += weight * index.rare(0) * UNKNOWN; continue }
    const worth = weight * index.rarity.get(term)
    whole += worth
    for (const [doc, count] of index.postings.get(term)) {
      scores.set(doc, (scores.get(doc) || 0) + (worth * count * (K1 + 1)) / (count + K1))
    }
    for (const phrase of index.inPhrases.get(term) || []) near.set(phrase, (near.get(phrase) || 0) + worth)
  }
  for (const [phrase, shared] of near) {
    const [doc, size] = index.sizes[phrase]
    best.set(doc, Math.max(best.get(doc) || 0, shared * Math.sqrt(whole / size)))
  }
  const id = (doc) => index.docs[doc][0]
  return [...scores]
    .map(([doc, score]) => [doc, Math.floor((score + NEAREST * (best.get(doc) || 0)) * index.factors[doc] * 1e6)])
    .sort(([a, x], [b, y]) => y - x || before(id(a), id(b))).slice(0, LIMIT)
}

if (typeof addEventListener === "function" && typeof postMessage === "function") {
  const NOTHING = { stop: [], endings: [], words: {}, pieces: {} }
  const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c])
  let loading
  const load = () => loading ||= fetch(new URL("../search/index.json", self.location))
    .then((response) => response.ok ? response.json() : Promise.reject(new Error(String(response.status))))
    .then(({ docs, words }) => build(docs, words))
    .catch(() => { loading = undefined; return build([], NOTHING) })
  const item = (index, [doc, score]) => {
    const [, path, title, description] = index.docs[doc]
    return [{ location: path, title: escape(title), text: escape(description), score, terms: {} }]
  }
  addEventListener("message", async ({ data: { type, data } }) => {
    // The index is large: it is fetched with the first question, not with every page.
    if (type === 0) {
      postMessage({ type: 1 })
    } else if (type === 2) {
      const index = data.trim() ? await load() : build([], NOTHING)
      postMessage({ type: 3, data: { items: rank(index, data).map((hit) => item(index, hit)) } })
    }
  })
}
