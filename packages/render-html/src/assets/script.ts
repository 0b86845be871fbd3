/**
 * What makes the console quicker where scripts run: nothing needs it. States and tables keep up with the service, tables are filtered as one types
 * and sorted by a click, small tasks open in a dialog, lines are copied. It has no dependency and asks nobody but the service itself.
 */
export const consoleScript = `
'use strict'
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties)
  document.documentElement.classList.add('scripted')

  const fetchPage = async (url) => {
    const answer = await fetch(url, { headers: { Accept: 'text/html' }, credentials: 'same-origin' })
    if (!answer.ok) throw new Error(String(answer.status))
    return new DOMParser().parseFromString(await answer.text(), 'text/html')
  }

  // Live: what is marked takes over what a fresh page says.
  const live = all('[data-live]')
  const refresh = async () => {
    if (document.hidden || document.querySelector('dialog[open]')) return
    const page = await fetchPage(location.href).catch(() => undefined)
    if (page === undefined) return
    for (const old of all('[data-live]')) {
      const fresh = page.getElementById(old.id)
      if (!fresh || fresh.outerHTML === old.outerHTML || old.contains(document.activeElement)) continue
      if (old.classList.contains('state') && old.textContent !== fresh.textContent) say(fresh.textContent)
      old.replaceWith(document.adoptNode(fresh))
    }
  }
  const voice = document.body.appendChild(make('p', { className: 'unseen' }))
  voice.setAttribute('aria-live', 'polite')
  const say = (text) => { voice.textContent = text }
  // Never more than a fifth of the time is spent on asking.
  const follow = async () => {
    const begun = performance.now()
    await refresh()
    setTimeout(follow, Math.max(2000, 5 * (performance.now() - begun)))
  }
  if (live.length > 0) setTimeout(follow, 2000)

  // Filtering as one types.
  for (const field of all('[data-filter]')) {
    const within = document.getElementById(field.dataset.filter)
    if (!within) continue
    field.addEventListener('input', () => {
      const wanted = field.value.trim().toLowerCase()
      for (const item of all('tbody > tr, [data-item]', within))
        if (!item.closest('[data-item] table')) item.hidden = !item.textContent.toLowerCase().includes(wanted)
    })
  }

  // Sorting the rows that are shown.
  const keyOf = (row, index) => row.cells[index]?.textContent.trim() ?? ''
  const compare = (one, other) => one.localeCompare(other, undefined, { numeric: true })
  for (const head of all('table[id] thead th:not(.pick)')) {
    const button = make('button', { type: 'button', className: 'sort', textContent: head.textContent })
    head.replaceChildren(button)
    button.addEventListener('click', () => {
      const up = head.ariaSort !== 'ascending'
      for (const other of head.parentElement.cells) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', up ? 'ascending' : 'descending')
      const body = head.closest('table').tBodies[0]
      const index = head.cellIndex
      const rows = [...body.rows].sort((a, b) => compare(keyOf(a, index), keyOf(b, index)))
      body.append(...(up ? rows : rows.reverse()))
    })
  }

  // Ticking all rows.
  for (const head of all('table[id] thead th.pick')) {
    const box = make('input', { type: 'checkbox' })
    box.setAttribute('aria-label', 'Choose all on this page')
    head.replaceChildren(box)
    box.addEventListener('change', () => {
      for (const one of all('tbody tr:not([hidden]) td.pick input', head.closest('table'))) one.checked = box.checked
    })
  }

  // Small tasks in a dialog: the same form, without leaving the page.
  const openDialog = async (url) => {
    const page = await fetchPage(url).catch(() => undefined)
    const form = page?.querySelector('main form.form')
    if (!form) return location.assign(url)
    const dialog = make('dialog', {})
    const title = make('h2', { id: 'dialog-title', textContent: page.querySelector('h1').textContent })
    dialog.setAttribute('aria-labelledby', 'dialog-title')
    dialog.append(title, ...page.querySelectorAll('main .alert'), document.adoptNode(form))
    dialog.addEventListener('close', () => dialog.remove())
    dialog.querySelector('[data-close]')?.addEventListener('click', (event) => {
      event.preventDefault()
      dialog.close()
    })
    document.body.append(dialog)
    dialog.showModal()
  }
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-dialog]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    openDialog(link.href)
  })
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.matches('form[data-dialog]')) {
      event.preventDefault()
      openDialog(form.action.split('?')[0] + '?' + new URLSearchParams(new FormData(form)))
      return
    }
    if (form.method === 'post' && form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'once'
  })
  addEventListener('pageshow', () => { for (const form of all('form[data-sent]')) delete form.dataset.sent })

  // Lines for programs: copy them, or see what they give.
  const button = (label, onclick) => make('button', { type: 'button', className: 'button plain small', textContent: label, onclick })
  for (const code of all('code[data-copy]')) {
    const copy = button('Copy', async () => {
      await navigator.clipboard.writeText(code.textContent)
      copy.textContent = 'Copied'
      setTimeout(() => { copy.textContent = 'Copy' }, 1500)
    })
    const show = button('Show', async () => {
      const answer = await fetch(code.dataset.path, { headers: { Accept: code.dataset.type } })
      const text = await answer.text()
      const pretty = code.dataset.type.endsWith('json') ? JSON.stringify(JSON.parse(text), null, 2) : text
      const shown = make('pre', { tabIndex: 0, textContent: pretty.length > 20000 ? pretty.slice(0, 20000) + '…' : pretty })
      code.parentElement.querySelector('pre')?.remove()
      code.parentElement.append(shown)
    })
    code.after(show, copy)
  }
}
`
