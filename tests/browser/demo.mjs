// Starts the sample province on a free port and reads from its output where it is and who may log in.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The day on which every run happens, so that pages and pictures are the same each time. */
export const TODAY = "2026-11-23";
const CENTRES = "6";
/** Generous, because other builds may share the machine. */
const START_TIMEOUT = 240_000;
const STOP_TIMEOUT = 15_000;

/** `{ url, password, logins: [{ login, role, centre }], stop }`; `centre` is missing for roles that hold everywhere. */
export async function startDemo() {
  const binary = process.env.CATRUC_BIN ?? "target/release/catruc";
  const folder = await mkdtemp(join(tmpdir(), "catruc-browser-"));
  const port = await freePort();
  const given = ["demo", "--dir", folder, "--centres", CENTRES, "--port", String(port), "--today", TODAY];
  const child = spawn(binary, given, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, STOP_TIMEOUT).unref())]);
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    }
    await rm(folder, { recursive: true, force: true });
  };

  const demo = { url: null, password: null, logins: [], stop };
  try {
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the demo printed no address in ${START_TIMEOUT / 1000} s`)), START_TIMEOUT);
      late.unref();
      child.once("error", (error) => reject(new Error(`${binary} cannot be started: ${error.message}`)));
      child.once("exit", (code) => reject(new Error(`the demo ended with ${code} before it served`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        said.push(line);
        demo.password ??= line.match(/password of all: ([^\s)]+)/)?.[1] ?? null;
        const login = line.match(/^\s+(\S+)\s+([a-z]+)(?: of (\S+))?$/);
        if (login) demo.logins.push({ login: login[1], role: login[2], centre: login[3] });
        demo.url ??= line.match(/https?:\/\/127\.0\.0\.1:\d+/)?.[0] ?? null;
        if (demo.url) resolve(clearTimeout(late));
      });
    });
    await answers(demo.url);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${said.slice(-20).join("\n")}`);
  }
  return demo;
}

/** The address is printed just before the port opens. */
async function answers(url) {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      await fetch(`${url}/login`);
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`${url} does not answer: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
