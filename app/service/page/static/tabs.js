// A row of tabs with one panel: the arrow keys go from one to the next and choose it.
// Source: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/

export class Tabs {
  /** @param {(view: string) => void} choose called when another one is chosen */
  constructor(panel, tabs, choose) {
    this.panel = panel;
    this.tabs = tabs;
    this.choose = choose;
    for (const [position, tab] of tabs.entries()) {
      tab.addEventListener("click", () => this.#go(position));
      tab.addEventListener("keydown", (event) => {
        const next = { ArrowRight: position + 1, ArrowLeft: position - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        this.#go((next + tabs.length) % tabs.length);
      });
    }
  }

  /** Show which view is chosen. */
  show(view) {
    for (const tab of this.tabs) {
      const chosen = tab.dataset.view === view;
      tab.ariaSelected = String(chosen);
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.panel.setAttribute("aria-labelledby", tab.id);
    }
  }

  #go(position) {
    const tab = this.tabs[position];
    tab.focus();
    if (tab.ariaSelected === "true") return;
    this.show(tab.dataset.view);
    this.choose(tab.dataset.view);
  }
}
