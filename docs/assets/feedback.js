/* Did this article help? Answers in place. Without this file the form posts and the article comes back. */
customElements.define("mailclinic-feedback", class extends HTMLElement {
  connectedCallback() {
    this.region = this.querySelector("[data-answer-region]")
    this.addEventListener("submit", (event) => {
      event.preventDefault()
      this.send(new FormData(event.target, event.submitter))
    })
    /* A step of the guided path that solved it says so by itself. */
    addEventListener("mailclinic-solved", (event) => {
      const form = this.querySelector(".mc-helpful__ask")
      if (!form) return
      form.step.value = event.detail
      const said = new FormData(form)
      said.set("helpful", "yes")
      this.send(said, false)
    })
  }

  async send(said, focus = true) {
    if (this.sending) return
    this.sending = true
    try {
      const response = await fetch(location.pathname, {
        method: "POST",
        body: new URLSearchParams(said),
        headers: { "X-Fragment": "1" },
        signal: AbortSignal.timeout(15000),
      })
      const fragment = document.createElement("template")
      fragment.innerHTML = await response.text()
      const answer = fragment.content.querySelector(response.ok ? "[data-feedback]" : "[data-problem]")
      if (!answer) throw new Error("not from our server")
      if (response.ok) this.region.replaceChildren(fragment.content)
      else this.complain(fragment.content)
      if (focus) this.region.querySelector("[data-feedback]")?.focus()
    } catch {
      this.complain(this.querySelector("template[data-state=down]").content.cloneNode(true))
    } finally {
      this.sending = false
    }
  }

  /* What was typed stays where it is; the complaint stands below. */
  complain(nodes) {
    this.region.querySelector(".mc-helpful__problem")?.remove()
    const place = document.createElement("div")
    place.className = "mc-helpful__problem"
    place.append(nodes)
    this.region.append(place)
  }
})
