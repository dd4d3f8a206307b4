// Walks through the pages in a headless browser, in Vietnamese, English and Arabic, each on a fresh sample province.
//
//   node tests/browser/run.mjs                      checks and pictures
//   node tests/browser/run.mjs --screenshots-only   pictures of the Vietnamese walk; exit 0 even if a check fails
//
// CATRUC_BIN names the program (default target/release/catruc), CATRUC_SCREENSHOTS the folder of the pictures
// (default target/screenshots), CHROMIUM the browser.
import { launch } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { Report, Stop } from "./report.mjs";
import { walkTheRoad } from "./walk.mjs";

const picturesOnly = process.argv.includes("--screenshots-only");
const pictures = process.env.CATRUC_SCREENSHOTS ?? "target/screenshots";
const report = new Report();
const { browser, axe } = await launch();
try {
  for (const language of picturesOnly ? ["vi"] : ["vi", "en", "ar"]) {
    console.log(`walk in ${language}`);
    let demo = null;
    await report.check("the sample province starts", async () => (demo = await startDemo()));
    if (!demo) continue;
    try {
      await walkTheRoad(browser, { report, axe, demo, language, pictures });
    } catch (error) {
      // A step that must hold has already been told; anything else is a failure of the walk itself.
      if (!(error instanceof Stop)) await report.check("the walk reaches its end", () => Promise.reject(error));
    } finally {
      await demo.stop();
    }
  }
} finally {
  await browser.close();
}
console.log(`pictures in ${pictures}`);
console.log(report.summary());
process.exitCode = report.failed > 0 && !picturesOnly ? 1 : 0;
