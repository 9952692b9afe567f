// Shows the page and the raw feeds of an output folder in a browser, and asserts what people see of them.
// Arguments: the folder, the folder for screenshots, the browser.
const { createServer } = require("node:http");
const { readFileSync, existsSync } = require("node:fs");
const { join } = require("node:path");
const assert = require("node:assert");
const puppeteer = require("puppeteer-core");
const { HtmlValidate } = require("html-validate");

const [folder, shots, browserPath] = process.argv.slice(2);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { html: "text/html", css: "text/css", xml: "text/xml; charset=utf-8", json: "application/feed+json", opml: "text/x-opml" };
const SCHEMES = ["light", "dark"];
const WIDTHS = { wide: 1280, phone: 360, narrow: 320 };

function serve() {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (!existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[path.split(".").pop()] }).end(readFileSync(path));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** A page of this scheme and width, and all that it has asked for. */
async function open(browser, address, scheme, width, scripts = true) {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address, { waitUntil: "networkidle0" });
  return { page, asked };
}

/** How bright the background is that is really seen, from 0 to 255. */
const brightness = (page, selector) =>
  page.$eval(selector, (node) => getComputedStyle(node).backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3);
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function lookAtPage(browser, origin) {
  for (const scheme of SCHEMES) {
    for (const [name, width] of Object.entries(WIDTHS)) {
      const { page, asked } = await open(browser, `${origin}/index.html`, scheme, width);
      await page.screenshot({ path: join(shots, `page-${scheme}-${name}.png`), fullPage: true });
      const others = asked.filter((url) => !url.endsWith("/index.html") && !url.endsWith("/favicon.ico"));
      assert.deepStrictEqual(others, [], "the page asks for nothing else");
      assert(await overflow(page) <= 0, `${scheme}, ${name}: the page is wider than the window`);
      const light = await brightness(page, "body");
      assert(scheme === "light" ? light > 200 : light < 60, `${scheme}: a background of ${light}`);
      await page.evaluate(axe);
      const judged = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
      const told = judged.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html)}`);
      assert.deepStrictEqual(told, [], `${scheme}, ${name}: axe-core`);
      assert(judged.passes.length > 15, "axe-core looked at the page");
      await page.close();
    }
  }
}

async function usePage(browser, origin) {
  await browser.defaultBrowserContext().overridePermissions(origin, ["clipboard-read", "clipboard-sanitized-write"]);
  const { page } = await open(browser, `${origin}/index.html`, "light", 1280);
  const said = () => page.$eval("#said", (node) => node.textContent);
  const address = await page.$eval("input", (node) => node.value);
  assert.match(address, /^https:\/\/.*\/feed\.xml$/);
  assert.strictEqual(await said(), "");
  await page.bringToFront();
  // By the keyboard alone: from the field to the button.
  await page.focus("input");
  await page.keyboard.press("Tab");
  assert.strictEqual(await page.evaluate(() => document.activeElement.tagName), "BUTTON");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("said").textContent !== "");
  assert.strictEqual(await said(), "Copiée");
  assert.strictEqual(await page.evaluate(() => navigator.clipboard.readText()), address);
  const links = await page.$$eval("a, link", (nodes) => nodes.map((node) => node.getAttribute("href")));
  const own = links.filter((link) => !/^https?:/.test(link));
  assert(own.length >= 6, `few links: ${links}`);
  own.forEach((link) => assert(existsSync(join(folder, decodeURIComponent(link))), `${link} leads nowhere`));
  assert(await page.$$eval(".entries time", (times) => times.length) >= 10);
  await page.close();

  const { page: plain } = await open(browser, `${origin}/index.html`, "dark", 360, false);
  const shown = await plain.$eval("body", (node) => node.innerText);
  for (const words of ["S’abonner", "Comment faire", "Derniers articles", "7 septembre 2026"]) {
    assert(shown.includes(words), `without scripts, there is no “${words}” in: ${shown}`);
  }
  assert(!shown.includes("Copier\n") && !shown.includes("Copier "), "a button that does nothing is not shown");
  await plain.screenshot({ path: join(shots, "page-without-scripts.png"), fullPage: true });
  await plain.close();
}

async function lookAtFeed(browser, origin, file, parts) {
  for (const scheme of SCHEMES) {
    for (const [name, width] of Object.entries(WIDTHS)) {
      const { page } = await open(browser, `${origin}/${file}`, scheme, width);
      await page.screenshot({ path: join(shots, `${file}-${scheme}-${name}.png`) });
      const looks = (selector, name, pseudo) =>
        page.$eval(selector, (node, name, pseudo) => getComputedStyle(node, pseudo)[name], name, pseudo);
      assert.match(await looks(":root", "content", "::before"), /Ceci est un flux/);
      for (const selector of parts.shown) assert.notStrictEqual(await looks(selector, "display"), "none", `${file}: ${selector}`);
      for (const selector of parts.hidden) assert.strictEqual(await looks(selector, "display"), "none", `${file}: ${selector}`);
      const [title, date] = await page.evaluate((...two) => two.map((one) => document.querySelector(one).getBoundingClientRect()).map(({ top, height }) => ({ top, height })), ...parts.order);
      assert(date.top > title.top && date.top < title.top + 2 * title.height, `${file}: the date stands below the title`);
      // Phones lay documents of XML out as if for a desktop, and shrink them: the words have to be large then.
      const scale = await page.evaluate(() => visualViewport.scale);
      const size = parseFloat(await looks(parts.order[0], "fontSize")) * scale;
      assert(size >= 14, `${file}, ${name}: words of ${size} pixels`);
      assert(await overflow(page) <= 0, `${file}, ${name}: it is wider than the window`);
      const light = await brightness(page, ":root");
      assert(scheme === "light" ? light > 200 : light < 60, `${file}, ${scheme}: a background of ${light}`);
      await page.close();
    }
  }
}

async function validate() {
  // What it says of style is left to us: how attributes are quoted, and whether an input is closed.
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-inline-style": "off", "long-title": "off" } });
  const report = await validator.validateString(readFileSync(join(folder, "index.html"), "utf8"), "index.html");
  const told = report.results.flatMap((one) => one.messages).map((one) => `${one.line}: ${one.ruleId}: ${one.message}`);
  assert.deepStrictEqual(told, [], "html-validate");
}

async function main() {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await puppeteer.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  try {
    await validate();
    await lookAtPage(browser, origin);
    await usePage(browser, origin);
    await lookAtFeed(browser, origin, "feed.xml", {
      shown: ["channel", "channel > title", "item", "item > title", "item > pubDate", "item > description"],
      order: ["item > title", "item > pubDate"],
      hidden: ["item > encoded", "item > guid", "channel > generator"],
    });
    await lookAtFeed(browser, origin, "atom.xml", {
      shown: ["feed > title", "feed > subtitle", "entry", "entry > title", "entry > published", "entry > summary"],
      order: ["entry > title", "entry > published"],
      hidden: ["entry > content", "entry > id", "feed > link", "entry > updated"],
    });
    console.log(`the browser shows what it should (screenshots in ${shots})`);
  } finally {
    await browser.close();
    server.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
