// Opens each page named on standard input in Chromium, on a desktop and on a phone, and runs axe in it.
// Arguments: the folder of node modules, the browser. Writes one JSON object a line: path, screen, found.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, executablePath] = process.argv.slice(2);
const need = createRequire(join(modules, "any.js"));
const { chromium } = need("playwright-core");
const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");
const screens = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);

async function look(browser, path, screen) {
  const page = await browser.newPage({ viewport: screens[screen], offline: true });
  const found = [];
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) found.push({ rule: "request outside", message: request.url() });
  });
  page.on("pageerror", (error) => found.push({ rule: "error", message: error.message }));
  await page.goto(pathToFileURL(path).href);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wide) found.push({ rule: "wider than the screen", message: "the page scrolls sideways (WCAG 1.4.10)" });
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of result.violations) {
    found.push({ rule: id, message: `${nodes.length} times: ${help}: ${nodes[0].html.slice(0, 120)}` });
  }
  await page.close();
  return found;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
for (const path of paths) {
  for (const screen of Object.keys(screens)) {
    console.log(JSON.stringify({ path, screen, found: await look(browser, path, screen) }));
  }
}
await browser.close();
