/* The guided path: one step open, an answer moves on. Without this file every step stands open. */
customElements.define("mailclinic-steps", class extends HTMLElement {
  connectedCallback() {
    this.steps = [...this.querySelectorAll(".mc-step")]
    this.bars = [...this.querySelectorAll(".mc-progress__bar i")]
    this.steps.forEach((step, i) => {
      const details = step.querySelector("details")
      details.open = i === 0
      details.name = "path-" + this.querySelector(".mc-path__tried").id
      details.addEventListener("toggle", () => details.open && this.say(i))
      step.addEventListener("click", (event) => {
        const { answer } = event.target.dataset
        if (answer === "back") this.open(i - 1)
        else if (answer) this.answered(i, answer === "yes")
      })
    })
    this.classList.add("is-ready")
  }

  say(now) {
    this.querySelector(".mc-progress__text").textContent =
      this.dataset.progress.replace("{total}", this.steps.length).replace("{now}", now + 1)
    this.bars.forEach((bar, i) => bar.classList.toggle("is-now", i === now))
  }

  open(i) {
    this.steps[i].querySelector("details").open = true
    this.steps[i].querySelector("summary").focus()
  }

  answered(i, good) {
    const step = this.steps[i]
    if (good) dispatchEvent(new CustomEvent("mailclinic-solved", { detail: step.id.replace("step-", "") }))
    step.classList.toggle("is-good", good)
    step.classList.toggle("is-tried", !good)
    this.bars[i].className = good ? "is-good" : "is-tried"
    step.querySelector(".mc-step__state").textContent = good ? "" : this.dataset.tried
    const last = i + 1 === this.steps.length
    if (last && !good) this.tell()
    for (const end of this.querySelectorAll("[data-end]")) {
      end.hidden = !(end.dataset.end === (good ? "yes" : "no") && (good || last))
      if (end.hidden) continue
      end.tabIndex = -1
      end.focus()
    }
    if (!good && !last) this.open(i + 1)
  }

  /* What support needs to know: the page, and what was tried. */
  tell() {
    const text = this.querySelector(".mc-path__tried")
    const tried = this.steps.filter((step) => step.classList.contains("is-tried"))
    text.textContent = [
      document.querySelector("h1").textContent.trim(),
      location.href.split("#")[0],
      text.dataset.triedText,
      ...tried.map((step, i) => `${i + 1}. ${step.querySelector(".mc-step__title").textContent}`),
    ].join("\n")
  }
})
