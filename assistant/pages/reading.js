// A text with its numbers coloured by state, to be read, asked and edited; findings beside it.
// Everything shown arrives as data and enters the page as text, never as markup.

const make = (tag, name, text) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text) element.textContent = text
  return element
}

const showTip = (view, anchor, text) => {
  hideTip(view)
  const tip = make("div", "tip", text)
  tip.setAttribute("role", "status")
  view.root.append(tip)
  const box = anchor.getBoundingClientRect()
  const frame = view.root.getBoundingClientRect()
  const left = Math.min(Math.max(0, box.left - frame.left), frame.width - tip.offsetWidth - 8)
  tip.style.left = `${Math.max(0, left)}px`
  tip.style.top = `${box.bottom - frame.top + 4}px`
}

const hideTip = (view) => view.root.querySelectorAll(".tip").forEach((tip) => tip.remove())

// Bring an element to the middle of what scrolls around it, and leave the page itself where it is.
const center = (element) => {
  const frame = element?.closest(".text, .cards")
  if (!frame) return
  const inner = element.getBoundingClientRect()
  const outer = frame.getBoundingClientRect()
  frame.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2
}

const mark = (view, number, scroll) => {
  for (const element of view.root.querySelectorAll(".current")) element.classList.remove("current")
  const places = view.root.querySelectorAll(`.text [data-finding="${number}"]`)
  const card = view.root.querySelector(`.card[data-finding="${number}"]`)
  for (const element of [...places, card]) element?.classList.add("current")
  const target = scroll === "text" ? places[0] : card
  center(target)
  target?.focus({ preventScroll: true })
  view.current = number
}

const makeRun = (view, [text, state, tip, finding, severity]) => {
  if (!state && finding === null) return document.createTextNode(text)
  const run = make("span", ["run", state, finding === null ? "" : `at ${severity}`].join(" "), text)
  run.tabIndex = -1
  if (finding !== null) {
    run.dataset.finding = finding
    run.setAttribute("role", "button")
  }
  if (tip) {
    run.dataset.tip = tip
    run.setAttribute("aria-label", `${text}：${tip}`)
  }
  return run
}

// One listener for all runs: there are thousands of them.
const listen = (view) => {
  const shown = (event) => {
    const run = event.target.closest?.(".run[data-tip]")
    if (run) showTip(view, run, run.dataset.tip)
  }
  const left = (event) => event.target.closest?.(".run[data-tip]") && hideTip(view)
  view.root.addEventListener("mouseover", shown)
  view.root.addEventListener("focusin", shown)
  view.root.addEventListener("mouseout", left)
  view.root.addEventListener("focusout", left)
  view.root.addEventListener("click", (event) => {
    const run = event.target.closest?.(".run")
    if (run?.dataset.finding !== undefined) mark(view, Number(run.dataset.finding), "card")
    shown(event)
  })
}

// What is being typed, or was sent and not yet taken over, outlives a reload of the page and the loss of the server.
const keptEdit = (owner) => {
  try {
    return JSON.parse(sessionStorage.getItem(`juesuan-${owner}`))
  } catch {
    return null
  }
}

const keepEdit = (owner, edit) =>
  edit ? sessionStorage.setItem(`juesuan-${owner}`, JSON.stringify(edit)) : sessionStorage.removeItem(`juesuan-${owner}`)

const WAIT = 8000

const edit = (view, paragraph, block, typed) => {
  if (view.editing) return
  hideTip(view)
  const before = block.runs.map(([text]) => text).join("")
  const owner = view.data.owner
  const field = make("textarea", typed === undefined ? "edit" : "edit unsaved")
  field.value = typed ?? before
  field.setAttribute("aria-label", `第${block.number}段`)
  paragraph.replaceChildren(field)
  view.editing = true
  view.blocks.clear()
  const fit = () => {
    field.style.height = "auto"
    field.style.height = `${field.scrollHeight + 4}px`
  }
  const give = () => {
    const id = `${Date.now()}-${Math.random()}`
    keepEdit(owner, { id, place: block.id, text: field.value })
    field.disabled = true
    view.editing = false
    view.sent = setTimeout(() => {
      // Nobody answered: the words are still here, and say so.
      if (!field.isConnected) return
      field.disabled = false
      field.classList.add("unsaved")
      field.title = view.data.words.unsaved
      view.editing = true
    }, WAIT)
    view.send("edit", { place: block.id, text: field.value, id })
  }
  const leave = (keep) => {
    if (!view.editing || !field.isConnected) return
    if (keep && field.value !== before) return give()
    keepEdit(owner, null)
    view.editing = false
    view.render(view.waiting || view.data)
    view.waiting = null
  }
  field.addEventListener("input", () => {
    fit()
    keepEdit(owner, { id: "", place: block.id, text: field.value })
  })
  field.addEventListener("blur", () => leave(true))
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "Escape") leave(false)
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault()
      leave(true)
    }
  })
  fit()
  field.focus({ preventScroll: true })
}

// On a page that was loaded anew: words that were typed before and never taken over are shown again, to be saved or dropped.
const restoreEdit = (view, text) => {
  const kept = view.data.owner && keptEdit(view.data.owner)
  if (!kept) return
  if (kept.id && kept.id === view.data.handled) return keepEdit(view.data.owner, null)
  if (view.sent || view.editing) return
  const at = view.data.blocks.findIndex((block) => block.id === kept.place)
  const line = [...text.querySelectorAll(".line")].find((each) => each.dataset.place === kept.place)
  if (at < 0 || !line) return
  edit(view, line.querySelector(".words"), view.data.blocks[at], kept.text)
  center(line)
}

const makeParagraph = (view, block) => {
  const line = make("div", `line ${block.kind} ${block.state || ""}`)
  if (block.number) line.append(make("span", "number", String(block.number)))
  const words = make(block.kind === "heading" ? `h${Math.min(block.level + 2, 6)}` : "p", "words")
  for (const run of block.runs) words.append(makeRun(view, run))
  line.append(words)
  if (block.note) line.append(make("span", "note", block.note))
  if (block.id) line.dataset.place = block.id
  if (view.data.editable && block.id) {
    words.tabIndex = 0
    words.title = view.data.words.edit
    words.addEventListener("dblclick", () => edit(view, words, block))
    words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === words) {
        event.preventDefault()
        edit(view, words, block)
      }
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") step(words, event.key === "ArrowRight" ? 1 : -1)
    })
    const button = make("button", "pencil", "✎")
    button.type = "button"
    button.title = view.data.words.edit
    button.setAttribute("aria-label", `${view.data.words.edit} ${block.number}`)
    button.addEventListener("click", () => edit(view, words, block))
    line.append(button)
  }
  return line
}

const step = (words, by) => {
  const runs = [...words.querySelectorAll(".run")]
  const at = runs.indexOf(words.getRootNode().activeElement)
  runs[Math.min(Math.max(at + by, 0), runs.length - 1)]?.focus()
}

const makeTable = (view, block) => {
  const table = make("table")
  for (const cells of block.rows) {
    const row = make("tr")
    for (const runs of cells) {
      const cell = make("td")
      for (const run of runs) cell.append(makeRun(view, run))
      row.append(cell)
    }
    table.append(row)
  }
  const frame = make("div", "table")
  frame.append(table)
  return frame
}

const makePage = (view, page) => {
  const frame = make("div", "page")
  const bar = make("div", "filters")
  const turn = (label, number) => {
    const button = make("button", "", label)
    button.type = "button"
    button.disabled = number < 1 || number > page.pages
    button.addEventListener("click", () => view.send("page", number))
    bar.append(button)
  }
  turn(view.data.words.before, page.number - 1)
  bar.append(make("span", "", `${page.number} / ${page.pages}`))
  turn(view.data.words.after, page.number + 1)
  const sheet = make("div", "sheet")
  const image = make("img")
  image.src = page.source
  image.addEventListener("load", () => view.current !== undefined && center(frame.querySelector(`[data-finding="${view.current}"]`)))
  image.alt = `${page.number} / ${page.pages}`
  sheet.append(image)
  for (const [left, top, width, height, finding] of page.boxes) {
    const box = make("button", `box at ${view.data.findings[finding].severity}`)
    box.type = "button"
    box.dataset.finding = finding
    box.setAttribute("aria-label", view.data.findings[finding].lines[0])
    Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` })
    box.addEventListener("click", () => mark(view, finding, "card"))
    sheet.append(box)
  }
  frame.append(bar, sheet)
  return frame
}

// Where pages are shown, have that of the current finding shown, once: a reader may turn on from there.
const turnTo = (view) => {
  const wanted = view.data.findings?.[view.current]?.page
  if (!view.data.page || !wanted || view.turned === view.current) return
  view.turned = view.current
  if (wanted !== view.data.page.number) view.send("page", wanted)
}

const makeCard = (view, finding, number) => {
  const card = make("div", `card ${finding.severity} ${finding.verdict}`)
  card.dataset.finding = number
  card.tabIndex = 0
  card.append(make("div", "where", finding.where))
  for (const line of finding.lines) card.append(make("p", "", line))
  const jump = () => {
    view.turned = undefined
    mark(view, number, "text")
    turnTo(view)
  }
  card.addEventListener("click", (event) => {
    if (event.target.closest("button, input")) return
    jump()
  })
  card.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === card) jump()
  })
  const row = make("div", "decide")
  const note = make("input")
  note.placeholder = view.data.words.note
  note.setAttribute("aria-label", view.data.words.note)
  note.value = view.notes.get(number) ?? finding.note
  note.addEventListener("input", () => view.notes.set(number, note.value))
  const choose = (verdict, label) => {
    const button = make("button", finding.verdict === verdict ? "on" : "", label)
    button.type = "button"
    button.addEventListener("click", () => {
      view.notes.delete(number)
      view.send("decide", { finding: number, verdict: finding.verdict === verdict ? "open" : verdict, note: note.value })
    })
    row.append(button)
  }
  choose("accepted", view.data.words.accepted)
  choose("dismissed", view.data.words.dismissed)
  row.append(note)
  card.append(row)
  if (finding.decided) card.append(make("div", "where", finding.decided))
  return card
}

const renderFindings = (view, frame) => {
  const kinds = view.data.filters.filter(([, count]) => count > 0)
  const bar = make("div", "filters")
  for (const [label, count, name] of kinds) {
    const button = make("button", view.hidden.has(name) ? "" : "on", `${label} ${count}`)
    button.type = "button"
    button.setAttribute("aria-pressed", String(!view.hidden.has(name)))
    button.addEventListener("click", () => {
      view.hidden.has(name) ? view.hidden.delete(name) : view.hidden.add(name)
      view.render(view.data)
    })
    bar.append(button)
  }
  frame.append(bar)
  const list = make("div", "cards")
  view.data.findings.forEach((finding, number) => {
    if (!finding.kinds.some((kind) => view.hidden.has(kind))) list.append(makeCard(view, finding, number))
  })
  if (!view.data.findings.length) list.append(make("p", "none", view.data.words.none))
  frame.append(list)
}

// Blocks that are as they were keep their elements: after an edit only one is made anew.
const makeBlocks = (view, blocks) => {
  const known = view.blocks
  view.blocks = new Map()
  return blocks.map((block, at) => {
    const content = JSON.stringify(block)
    const before = known.get(at)
    const element = before?.content === content ? before.element : block.rows ? makeTable(view, block) : makeParagraph(view, block)
    view.blocks.set(at, { content, element })
    return element
  })
}

const render = (view, data) => {
  view.data = data
  if (data.handled && data.handled === keptEdit(data.owner)?.id) {
    clearTimeout(view.sent)
    view.sent = null
  }
  const kept = ["text", "cards"].map((name) => view.root.querySelector(`.${name}`)?.scrollTop || 0)
  const legend = make("div", "legend")
  for (const [state, name] of data.words.states) legend.append(make("span", `sample ${state}`, name))
  const body = make("div", `reading ${data.findings ? "beside" : ""}`)
  const text = make("div", "text")
  if (data.page) text.append(makePage(view, data.page))
  text.append(...makeBlocks(view, data.blocks))
  body.append(text)
  if (data.findings) {
    const side = make("div", "side")
    renderFindings(view, side)
    body.append(side)
  }
  view.root.replaceChildren(legend, body)
  ;["text", "cards"].forEach((name, at) => {
    const element = view.root.querySelector(`.${name}`)
    if (element) element.scrollTop = kept[at]
  })
  if (data.page && view.current !== undefined) {
    mark(view, view.current, "text")
    turnTo(view)
  }
  if (data.focus?.[0] && data.focus[1] !== view.focus) {
    view.focus = data.focus[1]
    text.querySelectorAll(".line.current").forEach((line) => line.classList.remove("current"))
    const line = [...text.querySelectorAll(".line")].find((each) => each.dataset.place === data.focus[0])
    center(line)
    line?.classList.add("current")
  }
  restoreEdit(view, text)
}

const views = new WeakMap()

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const root = parentElement.querySelector(".juesuan")
  let view = views.get(root)
  if (!view) {
    view = { root, hidden: new Set(), notes: new Map(), blocks: new Map(), editing: false, waiting: null, sent: null }
    listen(view)
    view.render = (next) => render(view, next)
    views.set(root, view)
  }
  view.send = setTriggerValue
  if (view.editing) {
    view.data = { ...view.data, handled: data.handled }
    view.waiting = data
  } else view.render(data)
}
