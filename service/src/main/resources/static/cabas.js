// What all pages do beyond what HTML does by itself. Everything works without it, only with more steps.

// A form can't be sent twice by an impatient click; it can again after half a minute, or when the page is come back to.
const RESEND_AFTER_MS = 30_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post")) {
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, RESEND_AFTER_MS);
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

// After someone signed in anew in another tab, this page goes on with the new session: what is typed here stays.
document.addEventListener("cabas:token", (event) => {
  const token = event.detail.value;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": token }));
  for (const field of document.querySelectorAll("input[name=csrf]")) {
    field.value = token;
  }
});

// A summary of errors is where reading goes on.
document.querySelector(".error-summary")?.focus();

// Buttons that copy a text: <button data-copy="id-of-the-field" hidden>.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = "Copié";
  });
}

// Boxes that show what is typed into a password field: <label hidden data-shows="id-of-the-field"><input type="checkbox">.
for (const label of document.querySelectorAll("[data-shows]")) {
  label.hidden = false;
  const field = document.getElementById(label.dataset.shows);
  label.querySelector("input").addEventListener("change", (event) => {
    field.type = event.target.checked ? "text" : "password";
  });
}

// Buttons that print: <button data-print hidden>.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A toolbar is one stop of the Tab key; arrows go from tool to tool.
for (const bar of document.querySelectorAll("[role=toolbar]")) {
  const tools = [...bar.querySelectorAll("button")];
  const stopAt = (tool) => tools.forEach((each) => (each.tabIndex = each === tool ? 0 : -1));
  stopAt(tools[0]);
  bar.addEventListener("focusin", (event) => stopAt(event.target));
  bar.addEventListener("keydown", (event) => {
    const at = tools.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      tools.at(to % tools.length).focus();
    }
  });
}
