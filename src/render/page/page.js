const said = document.getElementById("said");
for (const field of document.querySelectorAll("input")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "{copy}";
  button.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  field.after(" ", button);
  button.addEventListener("click", async () => {
    field.select();
    let copied = false;
    try { await navigator.clipboard.writeText(field.value); copied = true; }
    catch { try { copied = document.execCommand("copy"); } catch { /* It stays selected. */ } }
    said.textContent = copied ? "{copied}" : "{selected}";
    button.classList.toggle("done", copied);
  });
}
