/* The checker's forms answer in place. Without this file they post and the server answers with a page.
   What is shown comes from the page (templates) or from our own server (the answer); nothing is built here. */
{
  const LONGEST_WAIT = 30000
  const PAUSE = 200

  class Checker extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form")
      this.field = this.querySelector("[data-main]")
      this.file = this.querySelector("input[type=file]")
      this.region = this.querySelector("[data-answer-region]")
      this.error = this.querySelector(".mc-field__error")
      if (!this.form || !this.region) return
      this.form.noValidate = true
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.ask() })
      this.field.addEventListener("input", () => this.complain(""))
      if (this.file) this.takeFiles()
    }

    takeFiles() {
      const hint = this.querySelector(".mc-file__drop")
      if (hint) hint.hidden = false
      this.file.addEventListener("change", () => this.complain(""))
      const over = (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return
        event.preventDefault()
        this.classList.add("is-over")
      }
      this.addEventListener("dragenter", over)
      this.addEventListener("dragover", over)
      this.addEventListener("dragleave", (event) => {
        if (!this.contains(event.relatedTarget)) this.classList.remove("is-over")
      })
      this.addEventListener("drop", (event) => {
        this.classList.remove("is-over")
        if (!event.dataTransfer.files.length) return
        event.preventDefault()
        this.file.files = event.dataTransfer.files
        this.ask()
      })
    }

    state(name) {
      return this.querySelector(`template[data-state=${name}]`).content.cloneNode(true)
    }

    show(...nodes) {
      this.region.replaceChildren(...nodes)
      this.region.removeAttribute("aria-busy")
    }

    reveal(answer) {
      this.show(answer)
      this.region.scrollIntoView({ block: "nearest" })
    }

    complain(text) {
      this.error.textContent = text
      this.error.hidden = !text
      if (text) {
        this.field.setAttribute("aria-invalid", "true")
        this.field.setAttribute("aria-errormessage", this.error.id)
      } else {
        this.field.removeAttribute("aria-invalid")
        this.field.removeAttribute("aria-errormessage")
      }
    }

    async ask() {
      const chosen = this.file && this.file.files.length > 0
      if (!this.field.value.trim() && !chosen) {
        this.show()
        this.complain(this.state("empty").textContent.trim())
        this.field.focus()
        return
      }
      this.complain("")
      const asking = this.begin()
      const clock = setTimeout(() => asking.abort("late"), LONGEST_WAIT)
      const data = this.data()
      if (!this.isShown(data)) {
        this.show(this.state("busy"))
        this.region.setAttribute("aria-busy", "true")
      }
      try {
        const answer = await this.send(data, asking.signal)
        if (asking === this.asking) this.reveal(answer)
      } catch (error) {
        if (asking === this.asking) this.reveal(this.state("down"))
      } finally {
        clearTimeout(clock)
      }
    }

    begin() {
      clearTimeout(this.leaving)
      if (this.asking) this.asking.abort()
      return this.asking = new AbortController()
    }

    data() {
      const data = new FormData(this.form)
      if (this.file && !this.file.files.length) data.delete(this.file.name)
      return data
    }

    isShown() {
      return false
    }

    async send(data, signal) {
      const multipart = this.form.enctype === "multipart/form-data"
      const response = await fetch(this.form.action, {
        method: "POST",
        body: multipart ? data : new URLSearchParams(data),
        headers: { "X-Fragment": "1" },
        signal,
      })
      const html = (response.headers.get("Content-Type") || "").startsWith("text/html")
      if (html) {
        const fragment = document.createElement("template")
        fragment.innerHTML = await response.text()
        // Our server's own words, answer or problem; a page of something in between is none of them.
        if (fragment.content.querySelector(response.ok ? ".mc-result" : "[data-problem]")) return fragment.content
      }
      if (response.status === 429) {
        const limited = this.state("limited")
        limited.querySelector("[data-seconds]").textContent = response.headers.get("Retry-After") || "60"
        return limited
      }
      if (response.status === 413) return this.state("large")
      const refused = [400, 415, 422].includes(response.status)
      return this.state(refused ? "problem" : "down")
    }
  }

  // What needs no network is said as the reader leaves the field; the button asks for the rest. Only results are
  // shown then: whatever else there is to say waits for the button.
  class AddressChecker extends Checker {
    connectedCallback() {
      super.connectedCallback()
      if (!this.region) return
      this.field.addEventListener("blur", () => {
        clearTimeout(this.leaving)
        // The window lost its focus, not the field; or a button is being pressed, and asks by itself.
        if (document.activeElement === this.field || this.querySelector("button:active")) return
        this.leaving = setTimeout(() => this.glance(), PAUSE)
      })
      this.field.addEventListener("focus", () => clearTimeout(this.leaving))
    }

    async glance() {
      const value = this.field.value.trim()
      if (!value || value === this.asked) return
      const asking = this.begin()
      const data = this.data()
      data.delete("dns")
      this.asked = value
      try {
        const answer = await this.send(data, asking.signal)
        if (asking !== this.asking || !answer.querySelector(".mc-result")) return
        this.glanced = { value, text: answer.textContent }
        this.show(answer)
      } catch (error) {
        this.asked = null
      }
    }

    // The same words are not said a second time.
    isShown(data) {
      this.asked = this.field.value.trim()
      return !data.has("dns") && this.glanced?.value === this.asked
    }

    reveal(answer) {
      if (this.glanced?.value === this.asked && this.glanced.text === answer.textContent) {
        this.region.removeAttribute("aria-busy")
        this.region.scrollIntoView({ block: "nearest" })
      } else {
        this.glanced = null
        super.reveal(answer)
      }
    }
  }

  for (const name of ["diagnose", "address", "decoder", "domain", "account"]) {
    customElements.define("mailclinic-" + name, name === "address" ? AddressChecker : class extends Checker {})
  }
}
