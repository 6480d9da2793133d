// Figures: a number as text, in a format of the server's (pn.NumberIndicator.Format).

const placeholder = /\{value(?::(,)?(?:\.(\d+))?([fd%])?)?\}/g;

// fixed writes a number with so many places, as Go does. Where two texts are equally
// near, Go takes the even one, and toFixed the larger.
function fixed(v, places) {
  const exact = Math.abs(v).toFixed(100), end = exact.length - 100 + (places || -1);
  const even = /[02468]\.?$/.test(exact.slice(0, end)) && /^\.?50*$/.test(exact.slice(end));
  return even ? (v < 0 ? '-' : '') + exact.slice(0, end) : v.toFixed(places);
}

const grouped = text => text.replace(/\d+/, n => n.replace(/\B(?=(\d{3})+$)/g, ','));

// figureOf returns the text of a number, undefined where only the server can write it: a
// whole number beyond 2^53 may be another here.
export function figureOf(format, value) {
  const v = +value, size = Math.abs(v);
  if (v != v || size > 2 ** 53 || size && size < 1e-6) return;
  let known = true;
  const text = format.replace(placeholder, (_, comma, places, form) => {
    if (form == 'd') places = 0;
    if (form) places ??= 6;
    const plain = places == null ? String(v) : form == '%' ? fixed(v * 100, +places) + '%' : fixed(v, +places);
    if (form == 'd' && v % 1 || /e/.test(plain)) known = false;
    return comma ? grouped(plain) : plain;
  });
  return known ? text : undefined;
}
