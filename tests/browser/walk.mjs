// The road of a roster through the pages: manager → approver → manager → officer → committee, and strangers at the door.
import { Person } from "./browser.mjs";
import { TODAY } from "./demo.mjs";
import { assert, same } from "./report.mjs";

/** How long the roster may improve before the walk stops it and keeps the best. */
const IMPROVING = 20_000;

/** Walks the whole road in one language; `walk` holds report, axe, demo, language, pictures. */
export async function walkTheRoad(browser, walk) {
  const { report, demo } = walk;
  const ward = demo.logins.find(({ role }) => role === "approver")?.centre;
  await report.must("the demo names its showcase ward", async () => assert(ward, JSON.stringify(demo.logins)));
  const manager = await Person.enter(browser, walk);
  const published = await planning(manager, ward);
  await approving(browser, walk, ward, published.address);
  await publishing(manager, published);
  await working(browser, walk, ward, published);
  await recognising(browser, walk, ward, published);
  await strangers(browser, walk, ward, published);
  await importing(browser, walk);
  await manager.leave();
}

/** What the manager knows ahead: noted, seen in the forecast, struck out; and the way from load to officers of one day. */
async function knowing(manager, ward) {
  const { report, page } = manager;
  const busy = daysLater(nextMonday(TODAY), 35);
  await report.must("an event is noted on the forecast page", async () => {
    await page.locator("#known-add summary").click();
    await page.locator("#known-name").fill("Chiến dịch căn cước");
    await page.locator("#known-first").fill(busy);
    await page.locator("#known-percent").fill("180");
    await page.locator("#known-add form.fields button.primary").click();
    await page.locator("#known .day-list li", { hasText: "Chiến dịch căn cước" }).waitFor();
  });
  await page.locator("#known-add summary").click();
  await page.locator("#opening-days summary").click();
  await manager.examine("forecast-known");
  await report.must("its day shows the load, the minutes and the officers", async () => {
    await manager.open(`/centres/${ward}/forecast/${busy}`);
    assert((await page.locator("main table tbody tr").count()) >= 8, "too few rows");
    assert((await page.locator(".needs-table tr.why td").first().textContent()).trim().length > 10, "no reason");
  });
  await manager.examine("forecast-day");
  await report.must("today tells what is still to come", async () => {
    await manager.open(`/centres/${ward}/forecast/${TODAY}`);
    await page.locator("#so-far").fill("120");
    await page.locator("#at").fill("10:00");
    await page.locator(".now-form button").click();
    await page.locator(".now-figures div").nth(3).waitFor();
  });
  await manager.examine("forecast-today");
  await manager.open(`/centres/${ward}/forecast`);
  await report.check("the event is struck out again", async () => {
    await page.locator("#known .day-list li", { hasText: "Chiến dịch căn cước" }).locator("button").click();
    await page.locator("#known .day-list").waitFor({ state: "detached" });
  });
}

/** The manager: overview, forecast, board, an unlawful edit that is refused, a lawful one that goes to the approver. */
async function planning(manager, ward) {
  const { report, page } = manager;
  await manager.open("/login");
  await manager.speak(manager.language);
  await manager.examine("login");
  await report.must("the manager logs in", () => manager.logIn("manager", ward));
  await manager.examine("overview");
  await report.check("the overview leads to the ward's roster", async () => {
    const links = await page.locator(`main a[href*="/centres/${ward}/roster"]`).count();
    assert(links > 0, "no link to the roster");
  });

  await manager.open(`/centres/${ward}/forecast`);
  await report.check("the forecast has a chart with bands, and the days as a table", async () => {
    assert((await page.locator("svg.chart path.band80").count()) > 0, "no 80 % band");
    assert((await page.locator("details table tbody tr").count()) >= 28, "fewer than 28 days in the tables");
  });
  await manager.examine("forecast");
  await knowing(manager, ward);
  await manager.open(`/centres/${ward}/rosters`);
  await manager.examine("rosters");

  const address = `/centres/${ward}/roster/${nextMonday(TODAY)}`;
  await report.must("the board of the next four weeks opens", async () => same(await manager.open(address), 200, "status"));
  await report.must("the roster is lawful at once", () => lawful(page));
  await report.must("the improvement ends or is stopped", () => settle(page));
  await manager.examine("board");
  await manager.open(`${address}?weeks=4`);
  await report.check("evening, early and outreach shifts are in it, because the load asks for them", async () => {
    const codes = new Set(await page.locator("a.cell .code").allTextContents());
    assert([...codes].some((code) => code.startsWith("HC·T") || code === "T"), `no evening among ${[...codes]}`);
    assert([...codes].some((code) => code.startsWith("S")), `no early shift among ${[...codes]}`);
    assert([...codes].some((code) => code.includes("L")), `no outreach among ${[...codes]}`);
  });
  await manager.examine("board-four-weeks");

  await report.must("the choices of a cell open", async () => {
    await page.locator('.officers a.cell[data-shift="HC·T"]').first().click();
    await page.locator("#cell-dialog[open] button.choice").first().waitFor();
  });
  await manager.examine("cell");
  await page.locator('#cell-dialog[open] a[data-closes="cell-dialog"]').click();
  await remedying(manager, `${address}?weeks=4`);

  const officer = await someoneFree(page);
  await report.must("five days, a Saturday and a Sunday break the weekly rest", async () => {
    await choose(page, officer.code, officer.saturday, "T7");
    await choose(page, officer.code, officer.sunday, "CN");
    await page.locator(".reason.bad", { hasText: "111" }).first().waitFor();
  });
  await report.check("the article, the officer and the remedy are shown", async () => {
    const card = page.locator(".reason.bad", { hasText: "111" }).first();
    const words = await card.innerText();
    assert(/45\/2019\/QH14/.test(words), words);
    assert(words.includes(officer.name), `${officer.name} is not named in: ${words}`);
    assert((await card.locator(".remedy").innerText()).trim().length > 0, "no remedy");
  });
  await manager.examine("board-unlawful");
  await report.check("an unlawful roster cannot be submitted", async () => {
    await page.locator('form[action$="/submit"] button').click();
    await page.locator(".notice.bad, article.problem").filter({ hasText: "111" }).first().waitFor();
    await manager.open(`${address}?weeks=4`);
    same(await status(page), "draft", "status");
  });
  await report.must("undo takes both edits back", async () => {
    await undo(page);
    await undo(page);
    await lawful(page);
    same(await cell(page, officer.code, officer.saturday).getAttribute("data-shift"), "", "Saturday");
  });
  await report.must("a lawful edit keeps the roster lawful", async () => {
    const evening = page.locator('.officers a.cell[data-shift="HC·T"][data-pinned="false"], .officers a.cell[data-shift="HC·T"]').first();
    const { date, code } = await evening.evaluate((found) => ({
      date: found.dataset.date,
      code: found.closest("tr").dataset.officer,
    }));
    await choose(page, code, date, "HC");
    await lawful(page);
  });
  await report.must("the lawful roster is submitted", async () => {
    await page.locator('form[action$="/submit"] button').click();
    await page.locator("#board.status-submitted").waitFor();
  });
  await manager.open(`${address}?weeks=4`);
  return { address, plan: await plan(page) };
}

/** What would remove a shortfall and how long people will wait: asked for on the board, and as pages of their own. */
async function remedying(manager, board) {
  const { report, page } = manager;
  const ask = page.locator('.reason a[href*="/remedies?"]').first();
  const alone = await ask.getAttribute("href");
  await report.must("a shortfall of the demo is answered with remedies, each with its price", async () => {
    await ask.click();
    const answer = page.locator(".reason .remedies").first();
    await answer.locator("ol > li").first().waitFor();
    for (const remedy of await answer.locator("ol > li").all()) {
      assert(/\d/.test(await remedy.locator("p.soft").first().innerText()), await remedy.innerText());
    }
  });
  await manager.examine("board-remedies");
  await report.must("the remedies have a page of their own", async () => same(await manager.open(alone), 200, "status"));
  await manager.examine("remedies");
  await manager.open(board);
  await report.must("the roster is tried out on the citizens that are expected", async () => {
    await page.locator('.reason a[href$="/simulation"]').click();
    await page.locator(".simulation .outlook").waitFor();
    assert(/\d/.test(await page.locator(".simulation .outlook").innerText()), "no figures");
  });
  await report.must("the trial has a page of its own", async () => same(await manager.open(`${board.split("?")[0]}/simulation`), 200, "status"));
  await manager.examine("simulation");
  await report.must("why colleagues are not closer has a page of its own", async () => same(await manager.open(`${board.split("?")[0]}/sharing`), 200, "status"));
  await manager.examine("sharing");
  await manager.open(board);
}

async function approving(browser, walk, ward, address) {
  const { report } = walk;
  const approver = await Person.enter(browser, walk);
  const { page } = approver;
  await report.must("the approver logs in", () => approver.logIn("approver", ward));
  await approver.examine("approver-overview");
  await approver.open(`${address}/review`);
  await report.check("the approver's page names every rule with its article and finds no breach", async () => {
    assert((await page.locator("#law-title ~ table tbody tr").count()) >= 8, "too few rules");
    same(await page.locator("#law-title ~ table .chip.bad").count(), 0, "broken rules");
  });
  await approver.examine("review");
  await report.must("the approver approves, and the version is sealed", async () => {
    await page.locator('form[action$="/approve"] button').click();
    await page.locator("code.seal").waitFor();
    assert(/^[0-9a-f]{64}$/.test((await page.locator("code.seal").innerText()).trim()), "the seal is no SHA-256");
  });
  await ordering(approver, ward, address);
  await approver.leave();
}

/** An emergency order: given by the approver, read on the board and the review, called off before its first day. */
async function ordering(approver, ward, address) {
  const { report, page } = approver;
  const first = nextMonday(TODAY);
  const listed = page.locator(".day-list li", { hasText: "Bão số 12" });
  await approver.open(`/centres/${ward}/emergency`);
  await report.must("the approver gives an emergency order with a ground, a reason and a last day", async () => {
    await page.locator("#order-ground").selectOption("disaster");
    await page.locator("#order-first").fill(first);
    await page.locator("#order-last").fill(daysLater(first, 2));
    await page.locator("#order-reason").fill("Bão số 12");
    await page.locator("#order-document").fill("12/CĐ-UBND");
    await page.locator("form.fields button.primary").click();
    await listed.waitFor();
  });
  await approver.examine("emergency-orders");
  for (const [name, of] of [["board", address], ["review", `${address}/review`]]) {
    await report.check(`the order stands on the ${name}`, async () => {
      await approver.open(of);
      await page.locator(".notice.warn", { hasText: "Bão số 12" }).waitFor();
    });
    await approver.examine(`${name}-emergency`);
  }
  await report.must("the order is called off and stays in the list", async () => {
    await approver.open(`/centres/${ward}/emergency`);
    await listed.locator("button").click();
    await page.locator(".notice.ok").waitFor();
    same(await listed.count(), 1, "orders");
    same(await listed.locator("button").count(), 0, "buttons that end it");
  });
}

async function publishing(manager, { address }) {
  const { report, page } = manager;
  await report.must("the manager publishes", async () => {
    await manager.open(`${address}?weeks=4`);
    await page.locator('form[action$="/publish"] button').first().click();
    await page.locator("#board.status-published").waitFor();
  });
  await manager.examine("board-published");
}

/** The officer sees what was published, day by day, and nothing else. */
async function working(browser, walk, ward, { plan }) {
  const { report } = walk;
  const officer = await Person.enter(browser, walk);
  const { page } = officer;
  await report.must("the officer logs in", () => officer.logIn("officer", ward));
  await officer.open("/me");
  await officer.examine("me");
  await report.check("the officer sees exactly the published shifts", async () => {
    const days = Object.keys(Object.values(plan)[0]);
    const seen = {};
    for (const month of new Set(days.map((day) => day.slice(0, 7)))) {
      await officer.open(`/me?month=${month}`);
      Object.assign(seen, await monthOfMine(page, month));
    }
    const mine = Object.fromEntries(days.map((day) => [day, seen[day] ?? null]));
    const match = Object.entries(plan).filter(([, shifts]) => days.every((day) => (shifts[day] || "") === (mine[day] || "")));
    assert(match.length > 0, `no row of the board reads like ${JSON.stringify(mine)}`);
    const name = await page.locator(".person b").innerText();
    assert(match.some(([row]) => row.endsWith(`|${name}`)), `${name} sees the shifts of ${match.map(([row]) => row)}`);
  });
  await officer.open("/me?month=2026-12");
  await officer.examine("me-planned-month");
  await officer.leave();
}

/** The committee sees codes and never a name. */
async function recognising(browser, walk, ward, { plan }) {
  const { report } = walk;
  const member = await Person.enter(browser, walk);
  const { page } = member;
  await report.must("a member of the committee logs in", () => member.logIn("committee", ward));
  await member.open(`/recognition?month=2026-12`);
  await report.check("the committee's list has everybody by pseudonym", async () => {
    const names = await page.locator("table.bench tbody th[scope=row]").allInnerTexts();
    assert(names.length >= 20, `${names.length} officers`);
    assert(names.every((name) => /\d{4}/.test(name)), `no pseudonyms: ${names.slice(0, 3)}`);
    const words = await page.locator("main").innerText();
    const told = Object.keys(plan).map((row) => row.split("|")[1]).filter((name) => words.includes(name));
    same(told, [], "names in the list");
  });
  await member.examine("recognition");
  await report.check("contribution stands beside opportunity and burden", async () => {
    same(await page.locator("table.bench tr.groups th").count(), 3, "groups of columns");
  });
  await member.leave();
}

/** A manager of another centre is refused wherever he knocks, and so is an officer at the manager's desk. */
async function strangers(browser, walk, ward, { address }) {
  const { report, demo } = walk;
  const other = demo.logins.find(({ role, centre }) => role === "manager" && centre !== ward);
  const stranger = await Person.enter(browser, walk);
  await report.must("a manager of another centre logs in", () => stranger.logIn("manager", other?.centre));
  for (const page of [address, `${address}/review`, `/centres/${ward}/forecast`, `/centres/${ward}/rosters`]) {
    await report.check(`the stranger is refused at ${page}`, async () => same(await stranger.open(page), 403, "status"));
  }
  await stranger.examine("refused");
  await report.check("the stranger's forms are refused too", async () => {
    await stranger.open("/");
    const csrf = await stranger.page.locator('form[action="/logout"] input[name="_csrf"]').inputValue();
    for (const step of ["solve", "submit", "publish", "undo", "approve"]) {
      const response = await stranger.page.request.post(new URL(`${address}/${step}`, demo.url).href, {
        form: { _csrf: csrf, revision: "1" },
        headers: { origin: demo.url, "sec-fetch-site": "same-origin" },
        maxRedirects: 0,
      });
      same(response.status(), 403, step);
    }
  });
  await stranger.leave();

  const officer = await Person.enter(browser, walk);
  await report.must("the officer logs in again", () => officer.logIn("officer", ward));
  await report.check("an officer opens neither the draft board nor the committee's list nor the imports", async () => {
    for (const page of [`${address}/review`, "/recognition", "/admin/imports"]) same(await officer.open(page), 403, page);
  });
  await officer.leave();
  await report.check("without a log-in every page leads to the log-in", async () => {
    const nobody = await Person.enter(browser, walk);
    await nobody.open(address);
    same(new URL(nobody.page.url()).pathname, "/login", "address");
    await nobody.leave();
  });
}

/** The province's table of centres, and an import that is refused with line and column. */
async function importing(browser, walk) {
  const { report } = walk;
  const operator = await Person.enter(browser, walk);
  const { page } = operator;
  await report.must("the province's operator logs in", () => operator.logIn("province"));
  await operator.open("/");
  await operator.examine("province-overview");
  await operator.open("/admin/imports");
  await operator.examine("imports");
  await report.check("a broken file is refused with its line", async () => {
    const broken = { name: "dossiers.csv", mimeType: "text/csv", buffer: Buffer.from("date,centre,group,received\n2026-11-02,SM,civil,-4\n") };
    await page.locator('input[type="file"]').setInputFiles(broken);
    await page.locator('button[name="action"][value="check"]').click();
    const row = page.locator("table.errors tbody tr").first();
    await row.waitFor();
    assert(/dossiers\.csv/.test(await row.innerText()) && /-4/.test(await row.innerText()), await row.innerText());
  });
  await operator.examine("imports-refused");
  await operator.leave();
}

// The board

/** Sends what the cell's dialog offers: opens it, picks the shift, waits until the cell shows it. */
async function choose(page, officer, date, shift) {
  await cell(page, officer, date).click();
  const button = page.locator(`#cell-dialog[open] button.choice[value="${shift}"]`);
  await button.click();
  await page.waitForFunction(
    ([officer, date, shift]) =>
      !document.querySelector("#cell-dialog[open]") &&
      document.querySelector(`tr[data-officer="${officer}"] a.cell[data-date="${date}"]`)?.dataset.shift === shift,
    [officer, date, shift],
  );
}

async function undo(page) {
  const before = await page.locator("#board").getAttribute("data-revision");
  await page.locator("form#undo button").click();
  await page.waitForFunction((revision) => document.getElementById("board").dataset.revision !== revision, before);
}

function cell(page, officer, date) {
  return page.locator(`tr[data-officer="${officer}"] a.cell[data-date="${date}"]`);
}

async function lawful(page) {
  await page.locator("#board .chips .chip.ok").first().waitFor();
  const first = page.locator("#board .chips .chip").first();
  await page.waitForFunction(() => document.querySelector("#board .chips .chip")?.classList.contains("ok"));
  assert((await first.innerText()).trim().length > 0, "the first chip says nothing");
}

async function status(page) {
  return (await page.locator("#board").getAttribute("class")).match(/status-(\w+)/)[1];
}

/** Lets the roster improve for a while, then keeps the best. The board draws itself anew every two seconds meanwhile. */
async function settle(page) {
  const solving = page.locator(".solving.running");
  await solving.waitFor({ state: "detached", timeout: IMPROVING }).catch(async () => {
    await page.locator('form[action$="/stop"] button').click();
    await solving.waitFor({ state: "detached" });
  });
}

/** An officer who works five days of a week, is free on its weekend, and whose week before ends on Friday. */
async function someoneFree(page) {
  const found = await page.evaluate(() => {
    for (const row of document.querySelectorAll(".officers tr[data-officer]")) {
      const cells = [...row.querySelectorAll("a.cell")];
      for (let monday = 0; monday + 6 < cells.length; monday += 7) {
        const week = cells.slice(monday, monday + 7).map((cell) => cell.dataset.shift);
        const gone = row.querySelectorAll(".gone").length > 0;
        if (!gone && week.slice(0, 5).every(Boolean) && !week[5] && !week[6]) {
          return {
            code: row.dataset.officer,
            name: row.querySelector(".who b").textContent,
            saturday: cells[monday + 5].dataset.date,
            sunday: cells[monday + 6].dataset.date,
          };
        }
      }
    }
    return null;
  });
  assert(found, "nobody works five days and is free on the weekend");
  return found;
}

/** Every row of the board as `code|name` → { date: shift }. */
async function plan(page) {
  return page.evaluate(() => {
    const dates = [...document.querySelectorAll(".grid thead th[data-date]")].map((th) => th.dataset.date);
    const rows = {};
    for (const row of document.querySelectorAll(".officers tr[data-officer]")) {
      const cells = [...row.querySelectorAll("td")].map((td) => td.querySelector(".code")?.textContent ?? "");
      const name = row.querySelector(".who b").textContent;
      rows[`${row.dataset.officer}|${name}`] = Object.fromEntries(dates.map((date, at) => [date, cells[at]]));
    }
    return rows;
  });
}

/** The days of one month on the officer's page as { date: shift }; a day off or away has no shift. */
async function monthOfMine(page, month) {
  return page.evaluate((month) => {
    const days = {};
    for (const td of document.querySelectorAll("table.calendar tbody td:not(.outside)")) {
      const day = td.querySelector("b").textContent.padStart(2, "0");
      const worked = !td.matches(".away, .holiday, .free");
      days[`${month}-${day}`] = worked ? (td.querySelector("i")?.textContent ?? "") : "";
    }
    return days;
  }, month);
}

function nextMonday(today) {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 7 - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

function daysLater(date, days) {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
