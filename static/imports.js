// Names the chosen files in the reader's language; without this script the browser's own field does it in its own.

document.documentElement.classList.add("has-script");
const field = document.getElementById("files");
const chosen = document.getElementById("chosen");

function name() {
  const names = [...field.files].map((file) => file.name);
  chosen.textContent = names.length > 0 ? names.join(chosen.dataset.separator) : chosen.dataset.none;
}

field.addEventListener("change", name);
name();
