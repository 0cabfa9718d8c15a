// uPlot writes numbers in the browser's language when it is loaded, and not every browser's setting is a language
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' });
}
