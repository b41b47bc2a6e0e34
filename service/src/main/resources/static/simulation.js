// Charts of simulations and of health figures, drawn from the tables beneath them: without script, the tables say the same.
import "/webjars/chart/chart.umd.min.js";

const BAR = 34; // px for one bar with the space around it
const AROUND = 60;
const FEW = 1; // a chart of one bar says nothing

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const ON_SCREEN = { more: colour("green"), less: colour("beet"), same: colour("edge"), ink: colour("ink"), ground: colour("paper") };
const ON_PAPER = { more: "#1d5c3f", less: "#9b1c47", same: "#7d847f", ink: "#000", ground: "#fff" }; // whatever the screen's scheme
const NARROW = window.innerWidth < 700;
const LETTERS = NARROW ? 13 : 15; // px, read from the back of a room too
const PAPER_WIDTH = 640; // px between the margins of A4
let colours = ON_SCREEN;
Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
const charts = [];
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

// What each bar says stands at its end.
const directLabels = {
  id: "directLabels",
  afterDatasetsDraw(chart) {
    const { ctx } = chart;
    ctx.save();
    ctx.font = `600 ${LETTERS}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textBaseline = "middle";
    chart.data.datasets.forEach((dataset, index) => {
      chart.getDatasetMeta(index).data.forEach((bar, at) => {
        const text = dataset.texts[at];
        const { x, y, base } = bar.getProps(["x", "y", "base"], true);
        const width = ctx.measureText(text).width;
        if (!text) {
          return;
        }
        if (dataset.inside) {
          if (Math.abs(x - base) > width + 8) {
            ctx.fillStyle = colours.ground;
            ctx.fillText(text, (x + base) / 2 - width / 2, y);
          }
        } else {
          ctx.fillStyle = colours.ink;
          ctx.fillText(text, dataset.data[at] < 0 ? x - width - 6 : x + 6, y);
        }
      });
    });
    ctx.restore();
  },
};

function canvas(place, bars, extra = 0) {
  const element = document.createElement("canvas");
  element.setAttribute("aria-hidden", "true");
  place.hidden = false;
  place.style.height = `${bars * BAR + AROUND + extra}px`;
  place.append(element);
  return element;
}

function wrapped(label) {
  const most = window.innerWidth < 700 ? 18 : 34;
  const lines = [""];
  for (const word of label.split(" ")) {
    if (lines.at(-1).length + word.length > most) {
      lines.push("");
    }
    lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines;
}

const scales = (grace) => ({
  x: { display: false, grace },
  y: { grid: { display: false }, border: { display: false }, ticks: { color: colours.ink, font: { size: LETTERS }, autoSkip: false } },
});

const shared = { indexAxis: "y", responsive: true, maintainAspectRatio: false, animation: still ? false : { duration: 300 }, events: [] };

function drawBars(place) {
  const rows = [...document.getElementById(place.dataset.chart).tBodies[0].rows];
  if (rows.length <= FEW || rows.every((row) => row.dataset.cents === "0")) {
    return;
  }
  const cents = rows.map((row) => Number(row.dataset.cents));
  charts.push(new Chart(canvas(place, rows.length), {
    type: "bar",
    data: {
      labels: rows.map((row) => wrapped(row.dataset.label)),
      datasets: [{
        data: cents,
        texts: rows.map((row) => row.dataset.text),
        backgroundColor: cents.map((each) => (each < 0 ? colours.less : colours.more)),
        barThickness: 18,
      }],
    },
    options: { ...shared, scales: scales(window.innerWidth < 700 ? "45%" : "18%"), plugins: { legend: { display: false } } },
    plugins: [directLabels],
  }));
}

function drawPeople(place) {
  const rows = [...document.getElementById(place.dataset.people).tBodies[0].rows].filter((row) => row.dataset.same);
  if (rows.length === 0) {
    return;
  }
  const dataset = (label, key, fill) => ({
    label,
    data: rows.map((row) => Number(row.dataset[key])),
    texts: rows.map((row) => (row.dataset[key] === "0" ? "" : row.dataset[key])),
    inside: true,
    backgroundColor: fill,
    barThickness: 22,
  });
  const { x, y } = scales(0);
  charts.push(new Chart(canvas(place, rows.length, 30), {
    type: "bar",
    data: {
      labels: rows.map((row) => wrapped(row.dataset.label)),
      datasets: [dataset("y gagnent", "better", colours.more), dataset("pareil", "same", colours.same), dataset("y perdent", "worse", colours.less)],
    },
    options: {
      ...shared,
      scales: { x: { ...x, stacked: true }, y: { ...y, stacked: true } },
      plugins: { legend: { position: "top", align: "start", labels: { color: colours.ink, boxWidth: 14, font: { size: LETTERS } } } },
    },
    plugins: [directLabels],
  }));
}

/** Two bars for each answer, before and after, in percent; what is not told has no bar, and says so. */
function drawPairs(place) {
  const rows = [...document.getElementById(place.dataset.pairs).tBodies[0].rows];
  const dataset = (label, key, fill) => ({
    label,
    data: rows.map((row) => Number(row.dataset[key] || 0)),
    texts: rows.map((row) => (row.dataset[key] ? `${row.dataset[key]}\u00a0%` : "non montré")),
    backgroundColor: fill,
    barThickness: 20,
  });
  const { x, y } = scales(window.innerWidth < 700 ? "35%" : "18%");
  charts.push(new Chart(canvas(place, rows.length * 1.5, 30), {
    type: "bar",
    data: {
      labels: rows.map((row) => wrapped(row.dataset.label)),
      datasets: [dataset(place.dataset.first, "before", colours.same), dataset(place.dataset.later, "after", colours.more)],
    },
    options: {
      ...shared,
      scales: { x: { ...x, min: 0 }, y },
      plugins: { legend: { position: "top", align: "start", labels: { color: colours.ink, boxWidth: 14, font: { size: LETTERS } } } },
    },
    plugins: [directLabels],
  }));
}

function draw() {
  for (const chart of charts.splice(0)) {
    const { canvas: element } = chart;
    chart.destroy();
    element.remove();
  }
  document.querySelectorAll("[data-chart]").forEach(drawBars);
  document.querySelectorAll("[data-people]").forEach(drawPeople);
  document.querySelectorAll("[data-pairs]").forEach(drawPairs);
}

/** Charts are pictures: for the paper they are drawn anew, as wide as it is and dark on white. */
function printing(begins) {
  colours = begins ? ON_PAPER : ON_SCREEN;
  shared.animation = false;
  for (const place of document.querySelectorAll("[data-chart], [data-people], [data-pairs]")) {
    place.style.width = begins ? `${PAPER_WIDTH}px` : "";
  }
  draw();
}

draw();
addEventListener("beforeprint", () => printing(true));
addEventListener("afterprint", () => printing(false));
