// The page of a file: its diagram, drawn when somebody unfolds it, and parts that change by themselves without disturbing who types.

const VIEWER = "/webjars/bpmn-js/bpmn-viewer.production.min.js";
const AROUND = 20; // px of paper around a diagram

function loaded(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

let viewer;

async function draw(details) {
  const sheet = details.querySelector(".diagram-sheet");
  if (sheet.childElementCount > 0) {
    return;
  }
  const paper = document.createElement("div");
  paper.className = "diagram-paper";
  sheet.append(paper);
  viewer ??= loaded(VIEWER);
  await viewer;
  const answer = await fetch(details.dataset.diagram);
  const bpmn = new window.BpmnJS({ container: paper });
  await bpmn.importXML(await answer.text());
  const canvas = bpmn.get("canvas");
  const registry = bpmn.get("elementRegistry");
  const lit = details.dataset.lit.split(" ").filter((id) => registry.get(id));
  for (const id of lit) {
    canvas.addMarker(id, "lit");
  }
  // What it shows is said in words above it.
  paper.querySelector("svg").setAttribute("aria-hidden", "true");
  const whole = canvas.viewbox().inner;
  let scale = 1;
  const show = () => {
    paper.style.width = `${whole.width * scale + 2 * AROUND}px`;
    paper.style.height = `${whole.height * scale + 2 * AROUND}px`;
    canvas.resized();
    canvas.viewbox({
      x: whole.x - AROUND / scale,
      y: whole.y - AROUND / scale,
      width: whole.width + (2 * AROUND) / scale,
      height: whole.height + (2 * AROUND) / scale,
    });
    const first = lit.length > 0 ? registry.get(lit[0]) : undefined;
    if (first) {
      sheet.scrollLeft = (first.x + first.width / 2 - whole.x) * scale + AROUND - sheet.clientWidth / 2;
      sheet.scrollTop = (first.y + first.height / 2 - whole.y) * scale + AROUND - sheet.clientHeight / 2;
    }
  };
  show();
  const tools = details.querySelector(".diagram-tools");
  tools.hidden = false;
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      scale = Math.min(2, Math.max(0.3, scale * Number(button.dataset.zoom)));
      show();
    });
  }
}

// The event does not bubble, and the part may be replaced: it is listened to on its way down.
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches?.("details.diagram") && event.target.open) {
      draw(event.target);
    }
  },
  true,
);

// Whoever is in the part that would change keeps it as it is, and is told that there is something new.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const part = event.detail.target;
  const open = part.querySelector("details[open]");
  if (part.contains(document.activeElement) || open) {
    event.detail.shouldSwap = false;
    const said = document.getElementById("said");
    if (said.childElementCount === 0 || !said.dataset.news) {
      said.dataset.news = "yes";
      const notice = document.createElement("div");
      notice.className = "notice";
      const line = document.createElement("p");
      line.textContent = "Ce dossier a avancé. Actualisez quand vous aurez fini d’écrire.";
      notice.append(line);
      said.append(notice);
    }
  }
});
