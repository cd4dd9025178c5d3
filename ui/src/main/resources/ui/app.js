// The views of the UI: each asks the agent's HTTP API and waits for changes with blocking queries.
// Plain modules and the DOM; nothing is built, nothing is loaded from elsewhere.

const main = document.getElementById("main");
const tokenField = document.getElementById("token");
const LONGEST_WAIT = "55s";
const PAUSE_AFTER_ERROR_MS = 3000;

/** Ends whatever the last view was waiting for. */
let leaving = new AbortController();

// ---- asking

class Refused extends Error {
  constructor(status, text) {
    super(text || `The agent answered with status ${status}`);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const token = tokenField.value;
  const headers = token ? { "X-Consul-Token": token } : {};
  const response = await fetch(path, { headers, signal: leaving.signal, ...options });
  if (!response.ok) {
    throw new Refused(response.status, await response.text());
  }
  return response;
}

const json = async (path, options) => (await ask(path, options)).json();

/** For what outlives the view. */
const LASTING = { signal: undefined };

/** Shows what `path` answers, and shows it again whenever it changes, until the view is left. */
async function follow(path, show) {
  const { signal } = leaving;
  let index = 0;
  while (!signal.aborted) {
    try {
      const response = await ask(`${path}${path.includes("?") ? "&" : "?"}index=${index}&wait=${LONGEST_WAIT}`);
      const next = Number(response.headers.get("X-Consul-Index"));
      index = next < index ? 0 : next;
      show(await response.json());
    } catch (error) {
      if (signal.aborted) return;
      fail(error);
      index = 0;
      await new Promise((resume) => setTimeout(resume, PAUSE_AFTER_ERROR_MS));
    }
  }
}

// ---- building pages

/** An element: h("a.tag", {href}, "text", child, ...). */
function h(kind, attributes = {}, ...children) {
  const [name, ...classes] = kind.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

const show = (...children) => main.replaceChildren(...children);

function fail(error) {
  show(h("p.error", { role: "alert" }, error.message));
}

function table(titles, rows, nothing) {
  if (rows.length === 0) return h("p.quiet", {}, nothing);
  return h("table", {},
    h("thead", {}, h("tr", {}, titles.map((title) => h("th", { scope: "col" }, title)))),
    h("tbody", {}, rows.map((cells) => h("tr", {}, cells.map((cell) => h("td", {}, cell))))));
}

const tags = (list) => (list || []).map((tag) => h("span.tag", {}, tag));
const state = (status, text = status) => h(`span.state.${status}`, {}, text);

const SEVERITY = ["passing", "warning", "critical"];
const worst = (checks) => checks.reduce(
  (found, check) => (SEVERITY.indexOf(check.Status) > SEVERITY.indexOf(found) ? check.Status : found), "passing");

/** A list with a field above it that narrows it down while one types. */
function searchable(title, titles, nothing) {
  const place = h("div");
  let rows = [];
  const draw = () => {
    const wanted = field.value.toLowerCase();
    place.replaceChildren(table(titles,
      rows.filter((row) => row.key.toLowerCase().includes(wanted)).map((row) => row.cells), nothing));
  };
  const field = h("input.filter", { type: "search", placeholder: "Filter", "aria-label": `Filter ${title}`, oninput: draw });
  const page = [h("h1", {}, title), field, place];
  return (next) => {
    rows = next;
    if (!place.isConnected) show(...page);
    draw();
  };
}

// ---- views

async function services() {
  const draw = searchable("Services", ["Service", "Health", "Tags"], "No service is registered.");
  let checks = [];
  let known = {};
  const both = () => draw(Object.keys(known).sort().map((name) => {
    const own = checks.filter((check) => check.ServiceName === name);
    const status = worst(own);
    const bad = own.filter((check) => check.Status !== "passing").length;
    const text = own.length === 0 ? "no checks" : bad === 0 ? `${own.length} passing` : `${bad} of ${own.length} not passing`;
    return {
      key: `${name} ${known[name].join(" ")}`,
      cells: [h("a", { href: `#/services/${encodeURIComponent(name)}` }, name), state(status, text), tags(known[name])],
    };
  }));
  await Promise.all([
    follow("/v1/catalog/services", (found) => { known = found; both(); }),
    follow("/v1/health/state/any", (found) => { checks = found; if (Object.keys(known).length) both(); }),
  ]);
}

async function service(name) {
  await follow(`/v1/health/service/${encodeURIComponent(name)}`, (instances) => {
    const rows = instances.map(({ Node, Service, Checks }) => [
      state(worst(Checks)),
      h("span", {}, Service.ID),
      h("a", { href: `#/nodes/${encodeURIComponent(Node.Node)}` }, Node.Node),
      h("span.mono", {}, `${Service.Address || Node.Address}:${Service.Port}`),
      tags(Service.Tags),
      Checks.filter((check) => check.Status !== "passing").map(report),
    ]);
    show(h("h1", {}, name), table(["Health", "Instance", "Node", "Address", "Tags", "Trouble"], rows, "No instance is registered."));
  });
}

function report(check) {
  return h("div", {}, state(check.Status, check.Name || check.CheckID), h("pre.mono.quiet", {}, check.Output));
}

const MEMBER_STATES = ["unknown", "alive", "leaving", "left", "failed"];

async function nodes() {
  const members = new Map((await json("/v1/agent/members")).map((member) => [member.Name, member]));
  const leader = (await json("/v1/status/leader")).split(":")[0];
  const draw = searchable("Nodes", ["Node", "Role", "Address", "Member", "Version"], "No node is known.");
  await follow("/v1/catalog/nodes", (found) => draw(found.map((node) => {
    const member = members.get(node.Node);
    const server = member?.Tags?.role === "consul";
    const role = !member ? "external" : !server ? "client" : node.Address === leader ? "server, leader" : "server";
    const status = member ? MEMBER_STATES[member.Status] : "";
    return {
      key: `${node.Node} ${node.Address} ${role}`,
      cells: [
        h("a", { href: `#/nodes/${encodeURIComponent(node.Node)}` }, node.Node), role,
        h("span.mono", {}, node.Address),
        member ? state(status === "alive" ? "passing" : "critical", status) : "",
        (member?.Tags?.build || "").split(":")[0],
      ],
    };
  })));
}

async function node(name) {
  const escaped = encodeURIComponent(name);
  const { Services: list } = (await json(`/v1/catalog/node-services/${escaped}`));
  await follow(`/v1/health/node/${escaped}`, (checks) => show(
    h("h1", {}, name),
    h("h2", {}, "Checks"),
    table(["Status", "Check", "Service", "Output"], checks.map((check) => [
      state(check.Status), check.Name || check.CheckID, check.ServiceName, h("pre.mono.quiet", {}, check.Output)]),
    "This node has no checks."),
    h("h2", {}, "Services"),
    table(["Service", "Instance", "Port", "Tags"], (list || []).map((one) => [
      h("a", { href: `#/services/${encodeURIComponent(one.Service)}` }, one.Service), one.ID, String(one.Port), tags(one.Tags)]),
    "This node has no services.")));
}

// ---- keys and values

const keyPath = (key) => key.split("/").map(encodeURIComponent).join("/");

function crumbs(key) {
  const parts = key.split("/").filter(Boolean);
  const links = parts.map((part, i) => {
    const folder = i < parts.length - 1 || key.endsWith("/");
    const path = parts.slice(0, i + 1).join("/") + (folder ? "/" : "");
    return [h("span.quiet", {}, "/"), h("a", { href: `#/kv/${keyPath(path)}` }, part)];
  });
  return h("h1.crumbs", {}, h("a", { href: "#/kv/" }, "Key/Value"), ...links.flat());
}

async function folder(prefix) {
  const name = h("input", { placeholder: "new key, or folder/", "aria-label": "Name of a new key", required: "" });
  const form = h("form.buttons", {
    onsubmit: (event) => {
      event.preventDefault();
      location.hash = `#/kv/${keyPath(prefix + name.value)}`;
    },
  }, name, h("button", {}, "Open"));
  const list = h("div");
  const draw = (keys) => list.replaceChildren(table(["Key"], keys.filter((key) => key !== prefix).map((key) => [
    h("a", { href: `#/kv/${keyPath(key)}` }, key.slice(prefix.length))]), "Nothing is stored here."));
  show(crumbs(prefix), form, h("h2", {}, "Keys"), list);
  try {
    draw(await json(`/v1/kv/${keyPath(prefix)}?keys&separator=/`));
  } catch (error) {
    if (error.status !== 404) throw error;
    draw([]);
  }
}

async function key(name) {
  const path = `/v1/kv/${keyPath(name)}`;
  let entry = { Value: null, Flags: 0, ModifyIndex: 0 };
  try {
    [entry] = await json(path);
  } catch (error) {
    if (error.status !== 404) throw error;
  }
  const bytes = Uint8Array.from(atob(entry.Value || ""), (c) => c.charCodeAt(0));
  const area = h("textarea", { "aria-label": "Value", spellcheck: "false" });
  area.value = new TextDecoder().decode(bytes);
  const note = h("p.quiet", { role: "status" }, entry.ModifyIndex
    ? `${bytes.length} bytes, index ${entry.ModifyIndex}${entry.Session ? `, locked by ${entry.Session}` : ""}`
    : "This key does not exist yet.");
  const parent = name.slice(0, name.lastIndexOf("/") + 1);
  const save = async (event) => {
    event.preventDefault();
    // what changed under our hands is not overwritten: the write names the index it is based on
    const done = await (await ask(`${path}?cas=${entry.ModifyIndex}&flags=${entry.Flags}`, { method: "PUT", body: area.value })).json();
    if (done) await key(name);
    else note.textContent = "Somebody else changed this key meanwhile. Copy your text and open the key again.";
  };
  const remove = async () => {
    if (!confirm(`Delete ${name}?`)) return;
    await ask(`${path}?cas=${entry.ModifyIndex}`, { method: "DELETE" });
    location.hash = `#/kv/${keyPath(parent)}`;
  };
  show(crumbs(name), h("form.value", { onsubmit: (event) => save(event).catch(fail) }, area, note,
    h("div.buttons", {}, h("button.main", {}, "Save"),
      entry.ModifyIndex ? h("button.danger", { type: "button", onclick: () => remove().catch(fail) }, "Delete") : null)));
}

// ---- moving about

const VIEWS = [
  [/^#\/services\/(.+)$/, service],
  [/^#\/services$/, services],
  [/^#\/nodes\/(.+)$/, node],
  [/^#\/nodes$/, nodes],
  [/^#\/kv\/(|.*\/)$/, folder],
  [/^#\/kv\/(.+)$/, key],
];

async function enter() {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const place = location.hash || "#/services";
  for (const link of document.querySelectorAll("nav a")) {
    link.toggleAttribute("aria-current", place.startsWith(link.hash.replace(/\/$/, "")));
  }
  const [pattern, view] = VIEWS.find(([candidate]) => candidate.test(place)) || [/^/, services];
  const rest = place.match(pattern)[1];
  try {
    await view(rest === undefined ? undefined : decodeURIComponent(rest));
  } catch (error) {
    if (!signal.aborted) fail(error);
  }
}

async function cluster() {
  const line = document.getElementById("cluster");
  try {
    const { Config } = await json("/v1/agent/self", LASTING);
    const leader = await json("/v1/status/leader", LASTING);
    line.textContent = `${Config.Datacenter} · ${Config.NodeName} · ${leader ? `leader ${leader}` : "no leader"}`;
  } catch (error) {
    line.textContent = error.message;
  }
}

tokenField.value = sessionStorage.getItem("token") || "";
tokenField.addEventListener("change", () => {
  sessionStorage.setItem("token", tokenField.value);
  enter();
  cluster();
});
addEventListener("hashchange", enter);
cluster();
enter();
