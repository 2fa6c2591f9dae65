/* What PDF.js reads: node pdfjs.mjs LIBRARY FILE.pdf...  Each page's words go to
 * FILE.pdfjs, a form feed between pages.  Warnings are printed, a line each, and the exit
 * status is 1 then. */
import { readFile, writeFile } from "node:fs/promises";

const [library, ...files] = process.argv.slice(2);

/* Nothing is painted here, so what painting would need may be empty.  On loading it warns
 * that node has no canvas; from then on, warnings are of the file. */
globalThis.DOMMatrix = globalThis.Path2D = class {};
console.log = console.warn = () => {};
const { getDocument } = await import(library);

/* Items with white space where the next does not begin at the last one's end: the viewer
 * sets each at its own place. */
function join(items) {
  let text = "", end = null;
  for (const item of items) {
    if (!item.str.length && !item.hasEOL) continue;
    const [, , , size, x, y] = item.transform;
    const gap = end ? x - end.x : 0;
    const apart = end && (Math.abs(y - end.y) > size / 2 || gap > 0.12 * size || gap < -0.3 * size);
    text += (apart ? " " : "") + item.str + (item.hasEOL ? "\n" : "");
    end = item.hasEOL ? null : { x: x + item.width, y };
  }
  return text;
}

async function read(file) {
  const data = new Uint8Array(await readFile(file));
  const document = await getDocument({ data, isEvalSupported: false }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await page.getOperatorList(); /* fonts, images and links too */
    await page.getAnnotations();
    const content = await page.getTextContent({ disableNormalization: true });
    pages.push(join(content.items));
  }
  await document.destroy();
  return pages.join("\f");
}

for (const file of files) {
  console.log = console.warn = (...words) => {
    process.stdout.write(`${file}: PDF.js: ${words.join(" ")}\n`);
    process.exitCode = 1;
  };
  const words = await read(file).catch((error) => console.warn(error.message));
  await writeFile(`${file}js`, words ?? "");
}
