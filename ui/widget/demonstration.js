// The demonstration page: the choices dress the element, and write the lines to paste.
const field = (id) => document.getElementById(id);
const choices = field("choices");
const demo = field("demo");
const written = field("page").textContent;
const setting = field("setting").textContent;
const chosen = ["mode", "theme", "position", "title", "greeting", "suggestions"];
const usual = { mode: "bubble", theme: "auto", position: "end" };

/** Write a text as the value of an attribute. */
const escaped = (text) =>
  text.replace(/[&"<>]/g, (sign) => ({ "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" })[sign]);

const follow = () => {
  let attributes = "";
  for (const name of chosen) {
    const value = field(name).value.trim();
    if (value && value !== usual[name]) {
      demo.setAttribute(name, value);
      attributes += ` ${name}="${escaped(value)}"`;
    } else demo.removeAttribute(name);
  }
  const accent = field("plain").checked ? "" : field("accent").value;
  demo.style.setProperty("--sourcier-accent", accent);
  const style = accent && `<style>sourcier-chat { --sourcier-accent: ${accent}; }</style>\n`;
  field("page").textContent = style + written.replace(/(<sourcier-chat [^>]*)>/, (_, open) => `${open}${attributes}>`);
  let origin = "";
  try {
    ({ origin } = new URL(field("origin").value));
  } catch {
    // Not an address yet: the last one stays.
  }
  if (/^https?:/.test(origin))
    field("setting").textContent = setting.replace(/"https?:[^"]*"/, () => `"${origin}"`);
};

const copy = async (button) => {
  let done = choices.dataset.copied;
  try {
    await navigator.clipboard.writeText(field(button.dataset.copy).textContent);
  } catch {
    done = choices.dataset.notCopied;
  }
  field("said").textContent = done;
};

choices.addEventListener("input", follow);
choices.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
follow();
