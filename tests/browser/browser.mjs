// A headless Chromium with what every page is asked: no script errors, no serious barrier, and pictures in two widths.
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

/** Desk and phone, in CSS pixels. */
export const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const TIMEOUT = 45_000;
const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];

export async function launch() {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS, timeout: 2 * TIMEOUT });
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return { browser, axe };
}

/** `CHROMIUM`, or the first of the usual names on the path. */
function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin");
  const places = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...places].find((place) => place && existsSync(place));
  if (!found) throw new Error("no Chromium found; run `make setup`, or name one in CHROMIUM");
  return found;
}

/** One person at one screen: a context of its own, so that nobody shares a session. */
export class Person {
  constructor(page, { report, axe, demo, language, pictures }) {
    Object.assign(this, { page, report, axe, demo, language, pictures });
    this.errors = [];
    page.setDefaultTimeout(TIMEOUT);
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      // A refusal that the walk provokes is told by its status, not by the console.
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) this.errors.push(message.text());
    });
  }

  static async enter(browser, walk) {
    const context = await browser.newContext({ viewport: WIDTHS[0], reducedMotion: "reduce", locale: walk.language });
    return new Person(await context.newPage(), walk);
  }

  /** Opens an address of the demo and answers the status. */
  async open(address) {
    const response = await this.page.goto(new URL(address, this.demo.url).href, { waitUntil: "load" });
    return response.status();
  }

  async logIn(role, centre) {
    const who = this.demo.logins.find((login) => login.role === role && (!centre || login.centre === centre));
    if (!who) throw new Error(`the demo printed no log-in for ${role}`);
    await this.open("/login");
    await this.page.fill('input[name="login"]', who.login);
    await this.page.fill('input[name="password"]', this.demo.password);
    await Promise.all([
      this.page.waitForURL((url) => url.pathname !== "/login"),
      this.page.locator('form[action="/login"] button.primary').click(),
    ]);
    await this.speak(this.language);
    return who;
  }

  /** Turns the pages to a language and waits until they speak it. */
  async speak(language) {
    if ((await this.page.getAttribute("html", "lang")) === language) return;
    await this.page.locator(`form.language button[value="${language}"]`).click();
    await this.page.waitForFunction((lang) => document.documentElement?.lang === lang, language);
  }

  /** Asks of the page at hand what is asked of every page, and takes its pictures. */
  async examine(name) {
    const { report, language, page } = this;
    await report.check(`${name}: speaks ${language}, has one heading and a title`, async () => {
      const found = await page.evaluate(() => ({
        lang: document.documentElement?.lang,
        headings: document.querySelectorAll("h1").length,
        title: document.title,
        keys: document.body.innerText.match(/Unknown localization \S+/g),
      }));
      if (found.lang !== language) throw new Error(`the page speaks ${found.lang}`);
      if (found.headings !== 1) throw new Error(`the page has ${found.headings} first headings`);
      if (!/\S+ · Ca Trực/.test(found.title)) throw new Error(`the title is "${found.title}"`);
      if (found.keys) throw new Error(`words are missing: ${found.keys.join(", ")}`);
    });
    await report.check(`${name}: no serious barrier (axe)`, () => this.noBarrier());
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      if (size.width < 500) {
        await report.check(`${name}: nothing sticks out at ${size.width} px`, async () => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          if (wide > 1) throw new Error(`the page is ${wide} px wider than the screen`);
        });
        await report.check(`${name}: no serious barrier at ${size.width} px (axe)`, () => this.noBarrier());
      }
      await this.picture(`${name}-${size.width}`);
    }
    await page.setViewportSize(WIDTHS[0]);
    await report.check(`${name}: no script error`, async () => {
      const errors = this.errors.splice(0);
      if (errors.length > 0) throw new Error(errors.join("\n"));
    });
  }

  /** The page's content security policy forbids foreign scripts, so axe goes in as a value and not as a tag. */
  async noBarrier() {
    await this.page.evaluate(this.axe);
    const violations = await this.page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    });
    if (violations.length > 0) throw new Error(violations.join("\n"));
  }

  async picture(name) {
    if (!this.pictures) return;
    await mkdir(this.pictures, { recursive: true });
    await this.page.screenshot({ path: join(this.pictures, `${this.language}-${name}.png`), fullPage: true });
  }

  async leave() {
    await this.page.context().close();
  }
}
