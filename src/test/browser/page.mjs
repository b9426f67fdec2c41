// Opens the status page in a browser and says as JSON what a person would see: node page.mjs URL TOKEN CHROMIUM OUT PATH-OF-A-SLOT
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [url, token, executablePath, out, slot] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const seen = {};
for (const [name, width, scheme] of [['desktop', 1280, 'light'], ['phone', 390, 'dark']]) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    bypassCSP: true,
    extraHTTPHeaders: { Authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  const failed = [];
  page.on('requestfailed', (r) => failed.push(r.url()));
  await page.goto(url);
  const cell = page.locator(`a.cell[href="${slot}"]`);
  const colour = await cell.evaluate((e) => getComputedStyle(e).backgroundColor);
  const label = await cell.getAttribute('aria-label');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  const lines = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('.cells')].map((row) => new Set([...row.children].map((e) => e.offsetTop)).size)));
  await page.screenshot({ path: `${out}/status-${name}.png`, fullPage: true });
  const violations = await check(page);
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/slots/);
  const evidence = await page.locator('main').innerText();
  violations.push(...(await check(page)));
  await page.screenshot({ path: `${out}/slot-${name}.png`, fullPage: true });
  seen[name] = { colour, label, wide, lines, evidence, violations, failed };
  await context.close();
}
await browser.close();
console.log(JSON.stringify(seen));

async function check(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run());
  return result.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`);
}
