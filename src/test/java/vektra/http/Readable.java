package vektra.http;

/** What keeps some people from reading or using a page, found in the page itself. */
final class Readable {
    /** A script whose value is a list of faults in words. */
    static final String FAULTS = """
            (() => {
              const faults = [];
              const seen = (element) => element.checkVisibility({ visibilityProperty: true });
              const every = (selector) => [...document.querySelectorAll(selector)].filter(seen);
              const words = (element) => element.outerHTML.slice(0, 120);

              const headings = every('h1, h2, h3, h4').filter((one) => !document.querySelector('dialog[open]') || !one.closest('dialog'));
              if (headings.filter((one) => one.tagName === 'H1').length !== 1) faults.push('not one h1');
              headings.reduce((last, one) => {
                const level = Number(one.tagName[1]);
                if (level > last + 1) faults.push('heading skips a level: ' + words(one));
                return level;
              }, 0);
              if (every('main').length !== 1) faults.push('not one main');
              if (document.documentElement.lang === '') faults.push('no language');
              if (document.title === '') faults.push('no title');

              for (const input of every('input, select, textarea')) {
                if (input.labels.length === 0 && !input.getAttribute('aria-label')) faults.push('no label: ' + words(input));
              }
              const name = (element) => element.getAttribute('aria-label')
                ?? (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('')
                ?? '';
              for (const element of every('a, button')) {
                if ((name(element) || element.textContent).trim() === '') faults.push('no name: ' + words(element));
              }
              for (const element of every('section, dialog, nav, aside, [role=region], [role=group]')) {
                if (name(element).trim() === '') faults.push('no name: ' + words(element));
              }
              for (const table of every('table')) {
                if (!table.caption?.textContent) faults.push('no caption: ' + words(table));
                if ([...table.querySelectorAll('th')].some((head) => !head.scope)) faults.push('no scope: ' + words(table));
              }
              for (const list of every('ul, ol')) {
                if ([...list.children].some((child) => child.tagName !== 'LI')) faults.push('list of others: ' + words(list));
              }
              const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
              ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => faults.push('twice the id ' + id));
              for (const element of document.querySelectorAll('[aria-describedby], [aria-controls], [aria-labelledby], [for]')) {
                for (const attribute of ['aria-describedby', 'aria-controls', 'aria-labelledby', 'for']) {
                  for (const id of (element.getAttribute(attribute) ?? '').split(' ').filter(Boolean)) {
                    if (!document.getElementById(id)) faults.push(attribute + ' leads nowhere: ' + id);
                  }
                }
              }
              every('[tabindex]').filter((one) => Number(one.tabIndex) > 0).forEach((one) => faults.push('tab order: ' + words(one)));
              if (document.querySelector('[style], [onclick], main style, main script')) faults.push('inline style or script');

              if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window: ' + document.documentElement.scrollWidth);
              for (const element of every('main *, dialog *')) {
                const box = element.getBoundingClientRect();
                if (box.width > 1 && box.right > innerWidth + 1 && !element.closest('.wide')) faults.push('cut off: ' + words(element));
              }
              for (const element of every('button, input, select, textarea')) {
                const box = element.getBoundingClientRect();
                if ((box.height < 24 || box.width < 24) && element.type !== 'checkbox' && !element.matches('.link')) {
                  faults.push('too small to hit: ' + words(element));
                }
              }

              const channels = (color) => {
                const canvas = channels.canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data];
              };
              const light = (color) => color.slice(0, 3)
                .map((part) => part / 255)
                .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = (element) => {
                for (let up = element; up; up = up.parentElement) {
                  const color = channels(getComputedStyle(up).backgroundColor);
                  if (color[3] === 255) return color;
                }
                return [255, 255, 255, 255];
              };
              const open = document.querySelector('dialog[open]');
              // the heads of tables that have become cards are there for screen readers alone
              const narrow = (element) => element.closest('thead') && getComputedStyle(element.closest('thead')).position === 'absolute';
              const reported = new Set();
              for (const element of every('body *')) {
                const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
                if (!text || element.closest('.unseen, .skip, [aria-disabled], [aria-hidden]') || narrow(element) || (open && !open.contains(element))) continue;
                const [a, b] = [light(channels(getComputedStyle(element).color)), light(ground(element))];
                const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (contrast < 4.5) reported.add(contrast.toFixed(2) + ' of contrast: ' + words(element));
              }
              return faults.concat([...reported]);
            })()
            """;

    private Readable() {}
}
