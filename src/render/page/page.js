for (const button of document.querySelectorAll("button")) {
  const field = button.parentNode.querySelector("input"), said = document.getElementById("said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    let copied = false;
    try { await navigator.clipboard.writeText(field.value); copied = true; }
    catch { try { copied = document.execCommand("copy"); } catch { /* It stays selected. */ } }
    said.textContent = copied ? "{copied}" : "{selected}";
    button.classList.toggle("done", copied);
  });
}
