// How the module of a kind is fetched, and what is said where it cannot be.

// fetchModule returns what a module exports. It tries again when the server cannot be reached. A browser remembers that a
// URL has failed, so another try has another.
export async function fetchModule(url, isDev) {
  for (let n = 0; ; n++) {
    try {
      const exported = (await import(n ? `${url}#${n}` : url)).default;
      if (Object(exported) !== exported) throw new TypeError('it exports nothing: it needs "export default {mount(root, ctx) { … }}"');
      return exported;
    } catch (error) {
      const missing = isUnfetched(error) && missingFile(url);
      if (missing) throw new Error(`there is no file ${missing}, which it imports`);
      if (n == 3 || !isUnfetched(error)) throw isDev && error instanceof SyntaxError ? await placed(error, url) : error;
      await new Promise(resolve => setTimeout(resolve, 500 * 3 ** n));
    }
  }
}

// isUnfetched reports whether a file of a module could not be fetched. Browsers have no
// other sign of it than their words.
const isUnfetched = error => error instanceof TypeError && /fetch|load|importing/i.test(error.message);

// missingFile returns the name of a file that was asked for below the folder of a module
// and that the server does not have.
function missingFile(url) {
  const folder = url.slice(0, url.lastIndexOf('/') + 1);
  const asked = performance.getEntriesByType('resource').find(e => e.responseStatus == 404 && e.name.startsWith(folder));
  return asked && decodeURI(asked.name.slice(folder.length));
}

// placed returns a syntax error with its place, which a browser tells of a script element
// alone.
const placed = (error, url) => new Promise(resolve => {
  const script = Object.assign(document.createElement('script'), {type: 'module', src: url});
  const told = e => {
    removeEventListener('error', told, true);
    script.remove();
    const file = e.filename && decodeURI(e.filename.slice(e.filename.lastIndexOf('/') + 1));
    resolve(file ? new SyntaxError(`${file}:${e.lineno}:${e.colno}: ${error.message}`) : error);
  };
  addEventListener('error', told, true);
  script.onload = told;
  document.head.append(script);
});
